//! Phase 5.
use crate::{
    error::{Error, Problem},
    publish::Publication,
    survey::Survey,
    table::Table,
};
pub fn tables(_p: &Publication) -> Result<Vec<Table>, Error> {
    Ok(vec![])
}
pub fn verify(_s: &Survey) -> Vec<Problem> {
    vec![]
}
pub fn query(_p: &Publication, _sql: &str) -> Result<Table, Error> {
    Err(Error::Usage("x".into()))
}
pub mod print {
    pub fn rendered(_t: &crate::table::Table, _f: crate::cli::ListFormat, _l: crate::text::Lang) -> String {
        String::new()
    }
}
