//! Decompresses files, archive members and HTTP bodies.

use std::io::{self, BufRead, BufReader, Read};

use brotli_decompressor::Decompressor as Brotli;
use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Size of the read buffer, in bytes.
const BUFFER: usize = 1 << 16;
/// Maximum memory of an xz decoder, in KiB. Files of level 9 need 64 MiB.
const XZ_MEMORY: u32 = 256 * 1024;

/// A compression format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// One or more gzip members.
    Gzip,
    /// One or more zstd frames.
    Zstd,
    Xz,
    Bzip2,
    Brotli,
    /// DEFLATE with header and checksum.
    Zlib,
    /// DEFLATE alone.
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

    /// Returns a reader that decompresses `source`. If the data is damaged, it
    /// fails after everything that could be decompressed.
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

/// Returns true if the head of a file decodes as brotli, which has no signature.
/// Text fails within a few bytes.
pub(super) fn is_brotli(head: &[u8]) -> bool {
    let mut piece = [0; 1024];
    Brotli::new(head, BUFFER).read(&mut piece).is_ok_and(|read| read > 0)
}

/// A decoder whose errors name the format.
struct Unpacked<R> {
    source: R,
    packing: &'static str,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.source.read(buffer).map_err(|error| {
            // Errors of the file system and of an outer layer stay as they are.
            if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted || is_broken(&error) {
                return error;
            }
            let cause = match (error.kind(), error.to_string()) {
                (io::ErrorKind::UnexpectedEof, _) => "it ends too early".to_owned(),
                // The header of the first member was checked when the format was
                // recognised, so this is about the next member.
                (_, cause) if cause == "invalid gzip header" => "the bytes after its end are not gzip data".to_owned(),
                // The decoder does not say which.
                (_, cause) if cause == "Invalid Data" => "it is corrupt or ends too early".to_owned(),
                (_, cause) => cause,
            };
            io::Error::new(error.kind(), Broken { packing: self.packing, cause })
        })
    }
}

/// An error for damaged or truncated data.
#[derive(Debug, thiserror::Error)]
#[error("damaged {packing} data: {cause}")]
struct Broken {
    packing: &'static str,
    cause: String,
}

/// Returns true if reading a [`Body`](super::Body) failed because its container is
/// damaged or cut off. The bytes read before are sound.
pub fn is_broken(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Broken>())
}

/// Returns a reader that fails because data ends too early. It is chained to the
/// data of a truncated part.
pub(super) fn cut_off(packing: &'static str) -> impl Read + Send {
    CutOff(packing)
}

struct CutOff(&'static str);

impl Read for CutOff {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        let broken = Broken { packing: self.0, cause: "it ends too early".to_owned() };
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, broken))
    }
}

/// Decodes all frames of a zstd stream. `ruzstd` decodes one.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        Zstd { source, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Starts the next frame. Returns false at the end of the stream.
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

    /// Ends a frame and verifies its checksum.
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

/// Converts an error of the decoder. If an error of the source caused it, returns
/// that error.
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
