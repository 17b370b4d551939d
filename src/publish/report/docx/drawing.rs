//! The pictures of the document.

use super::xml::{Attributes, Xml};
use crate::publish::report::page::Page;
use crate::publish::report::tree::Picture;

/// English Metric Units in a twentieth of a point.
const EMU: u64 = 635;
/// The greatest height of a picture in thousandths of the height of the text: two thirds of a page.
const MOST_HEIGHT: usize = 686;
/// The same where much must fit on a page.
const MOST_HEIGHT_COMPACT: usize = 340;

/// A picture in the line of the text, with a size in English Metric Units and the number of its relation.
pub fn drawing(xml: &mut Xml, picture: &Picture, (width, height): (u64, u64), id: &str, relation: usize) {
    let size: Attributes = &[("cx", &width.to_string()), ("cy", &height.to_string())];
    let name: Attributes = &[("id", id), ("name", &picture.title), ("descr", &picture.alternative)];
    xml.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
        xml.leaf("wp:extent", size);
        xml.leaf("wp:docPr", name);
        xml.within("wp:cNvGraphicFramePr", &[], |xml| xml.leaf("a:graphicFrameLocks", &[("noChangeAspect", "1")]));
        xml.within("a:graphic", &[], |xml| {
            xml.within("a:graphicData", &[("uri", super::PIC)], |xml| {
                xml.within("pic:pic", &[], |xml| {
                    xml.within("pic:nvPicPr", &[], |xml| {
                        xml.leaf("pic:cNvPr", name);
                        xml.leaf("pic:cNvPicPr", &[]);
                    });
                    xml.within("pic:blipFill", &[], |xml| {
                        xml.leaf("a:blip", &[("r:embed", &format!("rIdPicture{relation}"))]);
                        xml.within("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
                    });
                    xml.within("pic:spPr", &[], |xml| {
                        xml.within("a:xfrm", &[], |xml| {
                            xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
                            xml.leaf("a:ext", size);
                        });
                        xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
                    });
                });
            });
        });
    });
}

/// A picture as wide as the text, unless it would then be too high; in English Metric Units.
pub fn extent((width, height): (u32, u32), page: Page) -> (u64, u64) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let full = page.text_width() as u64 * EMU;
    let part = if page.is_compact { MOST_HEIGHT_COMPACT } else { MOST_HEIGHT };
    let most = (page.text_height() * part / 1000) as u64 * EMU;
    match full * height / width {
        tall if tall > most => (most * width / height, most),
        fitting => (full, fitting),
    }
}
