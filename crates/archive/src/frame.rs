//! One zstd frame (RFC 8878) as a stream of bytes, its checksum verified at its end, and the dictionary that a WARC file may
//! carry at its beginning for all its frames ("Zstandard Compression of WARC Files", IIPC).

use std::io::{self, Read};

use ruzstd::decoding::{self, BlockDecodingStrategy, FrameDecoder};

/// The most that a dictionary may hold, unpacked.
const DICTIONARY_LIMIT: u64 = 16 << 20;
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The bytes of a dictionary.
pub(crate) struct Dictionary(Vec<u8>);

impl Dictionary {
    /// Reads the skippable frame that holds it: magic, length, and the dictionary, itself packed or not.
    pub fn read(input: &mut impl Read) -> Result<Self, String> {
        let mut head = [0; 8];
        input.read_exact(&mut head).map_err(|error| error.to_string())?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let mut bytes = Vec::new();
        let limited = input.by_ref().take(u64::from(length).min(DICTIONARY_LIMIT));
        { limited }
            .read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
        if bytes.len() < length as usize {
            return Err("the dictionary is cut, or too large".into());
        }
        if bytes.starts_with(&ZSTD) {
            let mut unpacked = Vec::new();
            Frame::new(&bytes[..], None)
                .take(DICTIONARY_LIMIT)
                .read_to_end(&mut unpacked)
                .map_err(|error| format!("damaged dictionary: {error}"))?;
            bytes = unpacked;
        }
        decoding::Dictionary::decode_dict(&bytes).map_err(|error| format!("damaged dictionary: {error}"))?;
        Ok(Dictionary(bytes))
    }
}

/// A frame that is being unpacked. Reads from its input no further than the frame goes.
pub(crate) struct Frame<R> {
    input: R,
    decoder: FrameDecoder,
    state: State,
}

enum State {
    New(Option<u32>),
    Within,
    Ended,
}

impl<R: Read> Frame<R> {
    pub fn new(input: R, dictionary: Option<&Dictionary>) -> Self {
        let mut decoder = FrameDecoder::new();
        let known = dictionary.and_then(|dictionary| decoding::Dictionary::decode_dict(&dictionary.0).ok());
        let id = known.as_ref().map(|dictionary| dictionary.id);
        if let Some(dictionary) = known {
            let _ = decoder.add_dict(dictionary);
        }
        Frame {
            input,
            decoder,
            state: State::New(id),
        }
    }

    pub fn into_inner(self) -> R {
        self.input
    }

    fn begin(&mut self, dictionary: Option<u32>) -> io::Result<()> {
        self.decoder.reset(&mut self.input).map_err(io::Error::other)?;
        // A frame may leave out which dictionary it means: there is only one.
        if let Some(id) = dictionary {
            self.decoder.force_dict(id).map_err(io::Error::other)?;
        }
        self.state = State::Within;
        Ok(())
    }

    fn end(&mut self) -> io::Result<usize> {
        self.state = State::Ended;
        match self.decoder.get_checksum_from_data() {
            Some(said) if self.decoder.get_calculated_checksum() != Some(said) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its checksum does not agree",
            )),
            _ => Ok(0),
        }
    }
}

impl<R: Read> Read for Frame<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.state {
            State::New(dictionary) => self.begin(dictionary)?,
            State::Within => {}
            State::Ended => return Ok(0),
        }
        while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
            let wanted = BlockDecodingStrategy::UptoBytes(buffer.len() - self.decoder.can_collect());
            self.decoder
                .decode_blocks(&mut self.input, wanted)
                .map_err(io::Error::other)?;
        }
        match self.decoder.read(buffer)? {
            0 if !buffer.is_empty() => self.end(),
            count => Ok(count),
        }
    }
}
