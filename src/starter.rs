//! `canvass new`: a starter survey that runs at once.

use std::path::Path;

use crate::error::Error;
use crate::text::Lang;

/// Makes the folder.
pub fn make(folder: &Path, lang: Lang) -> Result<String, Error> {
    let _ = (folder, lang);
    Err(Error::Usage("not yet".into()))
}
