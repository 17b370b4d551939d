//! `datapackage.json`: a Data Package (version 2) that describes the data files with schema, size and hash.

use polars::prelude::{DataFrame, DataType};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::dataset::Dataset;
use crate::publish::{Document, Publication};
use crate::survey::Item;
use crate::text::{Lang, data as words};

/// A column as the description tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// Its type in a Table Schema.
    pub kind: &'static str,
    /// What it holds, in the publication's language.
    pub description: String,
}

/// The description as it grows.
pub struct Package {
    lang: Lang,
    head: Value,
    resources: Vec<Value>,
}

impl Package {
    /// A description without files.
    pub fn new(publication: &Publication) -> Package {
        let Publication { survey, lang, period, .. } = *publication;
        let mut head = json!({
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": format!("{}-{}", survey.id, period.to_string().to_lowercase()),
            "title": format!("{} {}", survey.title.get(lang), period.name(lang)),
            "version": survey.form.version,
        });
        if !survey.office.is_empty() {
            head["contributors"] = json!([{ "title": survey.office.get(lang), "roles": ["publisher"] }]);
        }
        Package { lang, head, resources: Vec::new() }
    }

    /// Adds a file of the publication; `fields` are its columns where it is a table.
    pub fn add(&mut self, document: &Document, fields: Option<Vec<Described>>) {
        let file = document.path.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let name = if ending == "csv" { stem.to_string() } else { format!("{stem}-{ending}") };
        let mut resource = json!({
            "name": name.to_lowercase(),
            "path": file,
            "format": ending,
            "mediatype": media_type(ending),
            "bytes": document.bytes.len(),
            "hash": format!("sha256:{}", hexadecimal(&Sha256::digest(&document.bytes))),
        });
        if let Some(about) = words::file(stem, ending) {
            resource["description"] = about.text(self.lang).into();
        }
        if let Some(fields) = fields {
            resource["type"] = "table".into();
            resource["schema"] = schema(stem, &fields);
        }
        if ending == "csv" {
            resource["encoding"] = "utf-8".into();
            resource["dialect"] = json!({ "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true });
        }
        self.resources.push(resource);
    }

    /// The file.
    pub fn document(self) -> Document {
        let mut package = self.head;
        package["resources"] = self.resources.into();
        Document { path: "data/datapackage.json".to_string(), bytes: super::json(&package) }
    }
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "csv" => "text/csv",
        "parquet" => "application/vnd.apache.parquet",
        "sarif" => "application/sarif+json",
        _ => "application/octet-stream",
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn schema(name: &str, fields: &[Described]) -> Value {
    let field = |field: &Described| {
        let mut described = json!({ "name": field.name, "type": field.kind });
        if !field.description.is_empty() {
            described["description"] = field.description.clone().into();
        }
        let allowed = words::codes(name, &field.name);
        if !allowed.is_empty() {
            described["constraints"] = json!({ "enum": allowed });
        }
        described
    };
    let mut schema = json!({ "fields": fields.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] });
    match name {
        "units" => schema["primaryKey"] = json!(["code"]),
        "ledger" => schema["primaryKey"] = json!(["file"]),
        "returns" => schema["primaryKey"] = json!(["code", "period"]),
        "answers" => {
            schema["foreignKeys"] =
                json!([{ "fields": ["unit"], "reference": { "resource": "units", "fields": ["code"] } }]);
        }
        _ => {}
    }
    schema
}

/// The columns of a dataset.
pub fn of_dataset(publication: &Publication, dataset: &Dataset) -> Vec<Described> {
    let described = |field: &crate::dataset::Field| Described {
        name: field.name.clone(),
        kind: field.values.schema_type(),
        description: description(publication, dataset.name, &field.name),
    };
    dataset.fields.iter().map(described).collect()
}

/// The columns of a frame: of the units, or of the repeating table called `name`.
pub fn of_frame(publication: &Publication, name: &str, frame: &DataFrame) -> Vec<Described> {
    let described = |(column, dtype): (&polars::prelude::PlSmallStr, &DataType)| Described {
        name: column.to_string(),
        kind: kind(dtype),
        description: description(publication, name, column),
    };
    frame.schema().iter().map(described).collect()
}

fn kind(dtype: &DataType) -> &'static str {
    match dtype {
        DataType::Boolean => "boolean",
        DataType::Date => "date",
        DataType::Float32 | DataType::Float64 => "number",
        dtype if dtype.is_integer() => "integer",
        _ => "string",
    }
}

/// What a column holds: one of the program's own, a register attribute, an item or an option of it.
fn description(publication: &Publication, table: &str, column: &str) -> String {
    let Publication { survey, lang, .. } = *publication;
    if let Some(phrase) = words::column(table, column) {
        return phrase.text(lang).to_string();
    }
    if let Some(attribute) = survey.register.attributes.iter().find(|attribute| attribute.id == column) {
        return attribute.label.get(lang).to_string();
    }
    let items = match survey.tables.iter().find(|known| known.id == table) {
        Some(table) => &table.columns,
        None => &survey.items,
    };
    let option = |item: &Item| {
        let code = survey.codes(item).iter().find(|code| format!("{}_{}", item.id, code.id) == column)?;
        Some(format!("{}: {}", item.label.get(lang), code.label.get(lang)))
    };
    let item = items.iter().find(|item| item.id == column).map(|item| item.label.get(lang).to_string());
    item.or_else(|| items.iter().find_map(option)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::publish::specimen::Specimen;
    use crate::publish::{Format, data::DataFiles};
    use crate::text::Lang;

    fn package(lang: Lang) -> (serde_json::Value, Vec<crate::publish::Document>) {
        let specimen = Specimen::hard(lang);
        let documents = DataFiles.documents(&specimen.publication(), &[]).unwrap();
        let last = documents.last().unwrap();
        assert_eq!(last.path, "data/datapackage.json");
        (serde_json::from_slice(&last.bytes).unwrap(), documents)
    }

    #[test]
    fn every_data_file_is_described_with_size_and_hash() {
        let (package, documents) = package(Lang::Zh);
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), documents.len() - 1);
        for (resource, document) in resources.iter().zip(&documents) {
            assert_eq!(format!("data/{}", resource["path"].as_str().unwrap()), document.path);
            assert_eq!(resource["bytes"], document.bytes.len());
            assert_eq!(resource["hash"].as_str().unwrap().len(), "sha256:".len() + 64);
            assert!(resource["description"].as_str().is_some_and(|text| !text.is_empty()), "{resource}");
        }
    }

    #[test]
    fn every_column_is_described_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let (package, _) = package(lang);
            for resource in package["resources"].as_array().unwrap() {
                for field in resource["schema"]["fields"].as_array().into_iter().flatten() {
                    let described = field["description"].as_str().is_some_and(|text| !text.is_empty());
                    assert!(described, "{} {}", resource["path"], field["name"]);
                }
            }
        }
    }

    #[test]
    fn a_csv_file_is_known_again_as_published() {
        let (package, documents) = package(Lang::En);
        let resources = package["resources"].as_array().unwrap().iter().zip(&documents);
        let tables = resources.filter(|(resource, _)| resource["format"] == "csv");
        let unknown: Vec<&str> = tables
            .filter(|(_, document)| !crate::published::is_text(&document.bytes))
            .map(|(resource, _)| resource["path"].as_str().unwrap())
            .collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn the_header_of_a_csv_file_is_its_schema() {
        let (package, documents) = package(Lang::En);
        for (resource, document) in package["resources"].as_array().unwrap().iter().zip(&documents) {
            if resource["format"] == "csv" {
                let text = String::from_utf8_lossy(&document.bytes);
                let fields = resource["schema"]["fields"].as_array().unwrap();
                let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
                assert_eq!(text.lines().next().unwrap(), names.join(","));
            }
        }
    }
}
