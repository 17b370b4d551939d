//! The rows and cells of a table of the document.

use super::body::text_run;
use super::styles;
use super::widths::Widths;
use super::xml::Xml;
use crate::publish::report::tree::{self, Cell, Grid, Side};

/// The margin of a cell of small type at either side.
const SMALL_MARGIN: &str = "50";

/// The properties of a table of a width in twentieths of a point; in small type its cells stand closer.
pub fn table_properties(xml: &mut Xml, title: &str, width: usize, is_small: bool) {
    xml.within("w:tblPr", &[], |xml| {
        xml.val("w:tblStyle", "ReportTable");
        xml.leaf("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.val("w:jc", "center");
        xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        if is_small {
            styles::cell_margins(xml, SMALL_MARGIN);
        }
        xml.leaf(
            "w:tblLook",
            &[
                ("w:val", "0620"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        if !title.is_empty() {
            xml.val("w:tblCaption", title);
        }
    });
}

/// The row of the headings, repeated on every page.
pub fn header_row(xml: &mut Xml, grid: &Grid, widths: &Widths) {
    let style = if widths.is_small { "TableSmallHead" } else { "TableHead" };
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.leaf("w:cantSplit", &[]);
            xml.leaf("w:tblHeader", &[]);
        });
        for (column, width) in grid.columns.iter().zip(&widths.columns) {
            table_cell(xml, *width, "center", |xml| {
                cell_paragraph(xml, style, Side::Centre, true, |xml| text_run(xml, &column.title));
            });
        }
    });
}

/// How the cells of a table stand in their rows: from the top where any takes many lines, else in the middle.
pub fn alignment(grid: &Grid) -> &'static str {
    if grid.rows.iter().flatten().any(is_long) { "top" } else { "center" }
}

fn is_long(cell: &Cell) -> bool {
    tree::words(&cell.runs).chars().count() > 60
}

fn table_cell(xml: &mut Xml, width: usize, align: &str, content: impl FnOnce(&mut Xml)) {
    shaded_cell(xml, width, align, None, content);
}

/// A cell of a width in twentieths of a point, on a colour where it has one.
pub fn shaded_cell(xml: &mut Xml, width: usize, align: &str, fill: Option<&str>, content: impl FnOnce(&mut Xml)) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if let Some(fill) = fill {
                xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
            }
            xml.val("w:vAlign", align);
        });
        content(xml);
    });
}

/// A paragraph of a cell; one that is kept stands on the page of the next row, or of what follows the table.
pub fn cell_paragraph(xml: &mut Xml, style: &str, side: Side, is_kept: bool, content: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            if is_kept {
                xml.leaf("w:keepNext", &[]);
            }
            match side {
                Side::Left => {}
                Side::Centre => xml.val("w:jc", "center"),
                Side::Right => xml.val("w:jc", "right"),
            }
        });
        content(xml);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rows_of_a_table_stand_alike() {
        let grid = |cells: &[&str]| Grid {
            rows: cells.iter().map(|cell| vec![Cell::text(*cell)]).collect(),
            ..Grid::default()
        };
        assert_eq!(alignment(&grid(&["26", "方案"])), "center");
        assert_eq!(alignment(&grid(&["26", &"很长的名单、".repeat(20)])), "top");
    }
}
