//! Compression: of whole files, of members, and of HTTP bodies.

use std::io::{self, BufRead, BufReader, Read};

use brotli_decompressor::Decompressor as Brotli;
use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Bytes read at a time.
const BUFFER: usize = 1 << 16;
/// Memory that an xz stream may ask for, in KiB: level 9 needs 64 MiB.
const XZ_MEMORY: u32 = 256 * 1024;

/// A way to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Any number of members, one after another.
    Gzip,
    /// Any number of frames, one after another.
    Zstd,
    Xz,
    Bzip2,
    Brotli,
    /// With a header and checksum.
    Zlib,
    /// Bare.
    Deflate,
}

impl Packing {
    fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
            Packing::Xz => "xz",
            Packing::Bzip2 => "bzip2",
            Packing::Brotli => "brotli",
            Packing::Zlib | Packing::Deflate => "deflate",
        }
    }

    /// The stream that was packed into `source`. Damage shows as an error that
    /// says so, behind everything that could be unpacked.
    pub(super) fn unpack<'a>(self, source: impl Read + Send + 'a) -> Box<dyn Read + Send + 'a> {
        let source = BufReader::with_capacity(BUFFER, source);
        let packing = self.name();
        match self {
            Packing::Gzip => Box::new(Unpacked { source: MultiGzDecoder::new(source), packing }),
            Packing::Zstd => Box::new(Unpacked { source: Zstd::new(source), packing }),
            Packing::Xz => Box::new(Unpacked { source: XzReader::new_mem_limit(source, true, XZ_MEMORY), packing }),
            Packing::Bzip2 => Box::new(Unpacked { source: MultiBzDecoder::new(source), packing }),
            Packing::Brotli => Box::new(Unpacked { source: Brotli::new(source, BUFFER), packing }),
            Packing::Zlib => Box::new(Unpacked { source: ZlibDecoder::new(source), packing }),
            Packing::Deflate => Box::new(Unpacked { source: DeflateDecoder::new(source), packing }),
        }
    }
}

/// Whether `head`, the start of a file, decodes as brotli, which has no
/// signature. Text does not: it is taken for a broken stream within bytes.
pub(super) fn is_brotli(head: &[u8]) -> bool {
    let mut piece = [0; 1024];
    Brotli::new(head, BUFFER).read(&mut piece).is_ok_and(|read| read > 0)
}

/// A decoder whose errors say what was decoded.
struct Unpacked<R> {
    source: R,
    packing: &'static str,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.source.read(buffer).map_err(|error| {
            // What the file system or an outer layer has to say stays as it is.
            if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted || is_broken(&error) {
                return error;
            }
            let cause = match (error.kind(), error.to_string()) {
                (io::ErrorKind::UnexpectedEof, _) => "it ends too early".to_owned(),
                // Of what would be the next member; the first one's was seen.
                (_, cause) if cause == "invalid gzip header" => "the bytes after its end are not gzip data".to_owned(),
                // The decoder does not tell one from the other.
                (_, cause) if cause == "Invalid Data" => "it is corrupt or ends too early".to_owned(),
                (_, cause) => cause,
            };
            io::Error::new(error.kind(), Broken { packing: self.packing, cause })
        })
    }
}

/// What is wrong with data that something is packed into.
#[derive(Debug, thiserror::Error)]
#[error("damaged {packing} data: {cause}")]
struct Broken {
    packing: &'static str,
    cause: String,
}

/// Whether reading a [`Body`](super::Body) failed since what it is packed into is
/// damaged or breaks off. What was read before is sound.
pub fn is_broken(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Broken>())
}

/// What stands behind the last byte of something that breaks off.
pub(super) fn break_off(packing: &'static str) -> impl Read + Send {
    BreakOff(packing)
}

struct BreakOff(&'static str);

impl Read for BreakOff {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        let broken = Broken { packing: self.0, cause: "it ends too early".to_owned() };
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, broken))
    }
}

/// All frames of a zstd stream; `ruzstd` reads one.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        Zstd { source, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Begins the next frame, if there is one.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                    if skipped < length.into() {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        Ok(false)
    }

    /// Checks the frame that ended.
    fn end(&mut self) -> io::Result<()> {
        self.in_frame = false;
        let written = self.decoder.get_checksum_from_data();
        if written.is_some() && written != self.decoder.get_calculated_checksum() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "wrong checksum"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.in_frame && !self.begin()? {
                break;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let blocks = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, blocks).map_err(|error| broken(&error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            self.end()?;
        }
        Ok(0)
    }
}

/// The decoder's error; its chain ends in the one of the source, if there is one.
fn broken(error: &FrameDecoderError) -> io::Error {
    let mut cause: &(dyn std::error::Error + 'static) = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    match cause.downcast_ref::<io::Error>() {
        Some(error) => match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(error.kind(), error.to_string()),
        },
        None => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
    }
}
