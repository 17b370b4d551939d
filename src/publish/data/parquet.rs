//! Parquet files: the typed frames as they are.

use polars::prelude::DataFrame;
use polars_io::parquet::write::ParquetWriter;

use crate::error::Error;
use crate::publish::Document;

/// `data/NAME.parquet`; equal frames give equal bytes.
pub fn document(name: &str, frame: &DataFrame) -> Result<Document, Error> {
    let mut bytes = Vec::new();
    let mut frame = frame.clone();
    ParquetWriter::new(&mut bytes)
        .finish(&mut frame)
        .map_err(|error| Error::Failed(format!("{name}.parquet: {error}")))?;
    Ok(Document { path: format!("data/{name}.parquet"), bytes })
}

#[cfg(test)]
mod tests {
    use polars::df;
    use polars_io::SerReader;
    use polars_io::parquet::read::ParquetReader;

    use super::*;

    #[test]
    fn a_frame_is_read_back_with_its_types() {
        let frame =
            df!("code" => ["U01", "U02"], "made" => [Some(true), None], "n" => [Some(3i64), None], "p" => [95.5, 0.0])
                .unwrap();
        let document = document("returns", &frame).unwrap();
        assert_eq!(document.path, "data/returns.parquet");
        let read = ParquetReader::new(std::io::Cursor::new(document.bytes)).finish().unwrap();
        assert!(read.equals_missing(&frame));
    }
}
