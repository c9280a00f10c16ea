//! The attributes that extraction reads. All others are dropped while tokenizing.

macro_rules! names {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// The name of an attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum AttributeName { $($variant),* }

        impl AttributeName {
            /// The attribute named by lower-case `name`, if extraction reads it.
            pub fn from_lower(name: &[u8]) -> Option<AttributeName> {
                match name {
                    $($name => Some(AttributeName::$variant),)*
                    _ => None,
                }
            }
        }

        /// For each first letter the lengths of the names that begin with it, as bits.
        static LENGTHS: [u32; 128] = {
            let mut lengths = [0; 128];
            $(lengths[$name[0] as usize] |= 1 << $name.len();)*
            lengths
        };
    };
}

impl AttributeName {
    /// Whether first letter and length are those of a name that is read: most others end here.
    pub fn may_be(name: &[u8]) -> bool {
        let first = name.first().map_or(0, |first| first.to_ascii_lowercase());
        let lengths = LENGTHS.get(first as usize).copied().unwrap_or(0);
        name.len() < 32 && lengths & 1 << name.len() != 0
    }
}

names! {
    AriaHidden b"aria-hidden", AriaLabel b"aria-label", Class b"class", Colspan b"colspan", Content b"content", DataComponent b"data-component",
    DataTestid b"data-testid", DataType b"data-type", Datetime b"datetime", Hidden b"hidden", Href b"href",
    HttpEquiv b"http-equiv", Id b"id", Itemprop b"itemprop", Itemtype b"itemtype", Lang b"lang", Name b"name",
    Property b"property", Pubdate b"pubdate", Rel b"rel", Role b"role", Rowspan b"rowspan", Start b"start", Style b"style",
    Title b"title", Type b"type",
}

/// One attribute: its value is as written, character references not yet decoded.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: AttributeName,
    /// Its value as written.
    pub raw: &'a str,
}
