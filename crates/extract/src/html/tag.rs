//! The element names that extraction tells apart. Every other name is [`Tag::Unknown`], which is inline.

macro_rules! tags {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// The name of an element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag { Document, Text, Unknown, $($variant),* }

        impl Tag {
            /// The element named by lower-case `name`.
            pub fn from_lower(name: &[u8]) -> Tag {
                $(const _: () = assert!($name.len() <= MAX_NAME);)*
                match name {
                    $($name => Tag::$variant,)*
                    _ => Tag::Unknown,
                }
            }

            /// Its name in lower case; "?" where names are not told apart.
            pub fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => str::from_utf8($name).unwrap_or("?"),)*
                    Tag::Document | Tag::Text | Tag::Unknown => "?",
                }
            }
        }
    };
}

/// No known element name is longer, in bytes.
pub const MAX_NAME: usize = 13;

tags! {
    A b"a", Abbr b"abbr", Address b"address", Article b"article", Aside b"aside", Audio b"audio",
    B b"b", Base b"base", Big b"big", Blockquote b"blockquote", Body b"body", Br b"br", Button b"button",
    Canvas b"canvas", Caption b"caption", Center b"center", Cite b"cite", Code b"code", Col b"col",
    Colgroup b"colgroup", Datalist b"datalist", Dd b"dd", Del b"del", Desc b"desc", Details b"details", Dialog b"dialog",
    Dir b"dir", Div b"div", Dl b"dl", Dt b"dt", Em b"em", Embed b"embed", Fieldset b"fieldset",
    Figcaption b"figcaption", Figure b"figure", Font b"font", Footer b"footer", Foreignobject b"foreignobject", Form b"form",
    Frame b"frame", H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Head b"head",
    Header b"header", Hgroup b"hgroup", Hr b"hr", Html b"html", I b"i", Iframe b"iframe", Img b"img",
    Input b"input", Ins b"ins", Label b"label", Legend b"legend", Li b"li", Link b"link", Listing b"listing",
    Main b"main", Map b"map", Mark b"mark", Math b"math", Menu b"menu", Meta b"meta", Nav b"nav",
    Nobr b"nobr", Noembed b"noembed", Noframes b"noframes", Noscript b"noscript", Object b"object", Ol b"ol",
    Optgroup b"optgroup", Option b"option", P b"p", Param b"param", Picture b"picture",
    Plaintext b"plaintext", Pre b"pre", Q b"q", Rp b"rp", Rt b"rt", Ruby b"ruby", S b"s", Script b"script",
    Search b"search", Section b"section", Select b"select", Small b"small", Source b"source",
    Span b"span", Strike b"strike", Strong b"strong", Style b"style", Sub b"sub", Summary b"summary",
    Sup b"sup", Svg b"svg", Table b"table", Tbody b"tbody", Td b"td", Template b"template",
    Textarea b"textarea", Tfoot b"tfoot", Th b"th", Thead b"thead", Time b"time", Title b"title",
    Tr b"tr", Track b"track", Tt b"tt", U b"u", Ul b"ul", Var b"var", Video b"video", Wbr b"wbr", Xmp b"xmp",
}

impl Tag {
    /// Elements without content or end tag.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Br | Col | Embed | Frame | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Elements whose content is text up to their end tag.
    pub fn is_raw(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Iframe | Noembed | Noframes | Script | Style | Textarea | Title | Xmp | Plaintext
        )
    }

    /// Raw elements in whose text character references count.
    pub fn is_escapable_raw(self) -> bool {
        matches!(self, Tag::Title | Tag::Textarea)
    }

    /// Elements that stand in the head.
    pub fn is_of_head(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Link | Meta | Noscript | Script | Style | Template | Title | Noframes
        )
    }

    /// What stands around all of a page: the document, html and body.
    pub fn is_frame(self) -> bool {
        matches!(self, Tag::Document | Tag::Html | Tag::Body)
    }

    /// h1 to h6.
    pub fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// td or th.
    pub fn is_cell(self) -> bool {
        matches!(self, Tag::Td | Tag::Th)
    }

    /// Whether its start and end break the line.
    pub fn is_block(self) -> bool {
        use Tag::*;
        self.is_heading()
            || self.closes_paragraph() && self != Plaintext
            || self.is_table_part()
            || matches!(
                self,
                Body | Dd
                    | Document
                    | Dt
                    | Figcaption
                    | Head
                    | Html
                    | Legend
                    | Li
                    | Optgroup
                    | Option
                    | Title
                    | Button
                    | Select
                    | Textarea
                    | Template
                    | Noscript
                    | Iframe
                    | Video
                    | Audio
                    | Object
                    | Canvas
                    | Datalist
            )
    }

    /// Table, its sections, rows and cells.
    pub fn is_table_part(self) -> bool {
        use Tag::*;
        self.is_cell() || matches!(self, Caption | Colgroup | Table | Tbody | Tfoot | Thead | Tr)
    }

    /// A table or a part of it that holds rows or columns, but no text.
    pub fn holds_rows(self) -> bool {
        use Tag::*;
        matches!(self, Table | Tbody | Thead | Tfoot | Tr | Colgroup)
    }

    /// Elements that implied ends of items do not pass, as the standard lists them ("special").
    pub fn is_special(self) -> bool {
        use Tag::*;
        self.is_void()
            || self.is_raw()
            || self.is_table_part()
            || self.closes_paragraph()
            || matches!(
                self,
                Body | Button | Head | Html | Noscript | Object | Select | Template
            )
    }

    /// Whether its start tag ends an open paragraph (HTML standard, "in body").
    pub fn closes_paragraph(self) -> bool {
        use Tag::*;
        self.is_heading()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Details
                    | Dialog
                    | Dir
                    | Div
                    | Dl
                    | Dd
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Li
                    | Listing
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Plaintext
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Ul
                    | Xmp
            )
    }

    /// Elements that only style the words in them: their end tag never closes a block.
    pub fn is_formatting(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | B
                | Big
                | Code
                | Em
                | Font
                | I
                | S
                | Small
                | Strike
                | Strong
                | Tt
                | U
                | Nobr
                | Span
                | Var
                | Unknown
                | Abbr
                | Cite
                | Del
                | Ins
                | Label
                | Mark
                | Q
                | Sub
                | Sup
                | Time
                | Rt
                | Rp
                | Ruby
        )
    }

    /// Formatting that goes on behind the end of other formatting begun before it (the standard's "formatting" category).
    pub fn is_adopted(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U
        )
    }

    /// Elements whose start ends an svg or formula that was left open (HTML standard, 13.2.6.5).
    pub fn leaves_foreign(self) -> bool {
        use Tag::*;
        self.is_heading()
            || matches!(
                self,
                B | Big
                    | Blockquote
                    | Body
                    | Br
                    | Center
                    | Code
                    | Dd
                    | Div
                    | Dl
                    | Dt
                    | Em
                    | Embed
                    | Head
                    | Hr
                    | I
                    | Img
                    | Li
                    | Listing
                    | Menu
                    | Meta
                    | Nobr
                    | Ol
                    | P
                    | Pre
                    | Ruby
                    | S
                    | Small
                    | Span
                    | Strong
                    | Strike
                    | Sub
                    | Sup
                    | Table
                    | Tt
                    | U
                    | Ul
                    | Var
            )
    }

    /// Elements beyond which implied end tags do not look.
    pub fn is_scope(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Document | Html | Table | Caption | Td | Th | Object | Template | Foreignobject | Desc | Button
        )
    }
}
