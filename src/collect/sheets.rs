//! Chooses the sheets that hold the form, and refuses a workbook with two forms that say different things.

use std::cell::LazyCell;

use crate::collect::filling::Filling;
use crate::collect::label::Label;
use crate::collect::layout::Layout;
use crate::collect::page::Page;
use crate::collect::tabs::{self, Tab};
use crate::collect::{times, titles};
use crate::period::{Period, PeriodKind};
use crate::sheet::{Content, Position, plain};
use crate::text::{Lang, sheets as say};

/// A sheet with fewer items is an explanation or a cover, unless the whole form has no more.
const LEAST_ITEMS: usize = 3;

/// The words of what is filled in to show how.
pub const EXAMPLES: &[&str] = &["样例", "样表", "样本", "示例", "举例", "例表", "范例", "范本", "example", "sample"];

/// A sheet with one of these words in its name shows how to fill in the form, too.
const GUIDES: &[&str] = &["说明", "须知", "模板", "参考", "template", "instruction"];

/// Whether a sheet is called one that shows how to fill in the form.
pub fn is_example(page: &Page) -> bool {
    let name = page.sheet.name.to_lowercase();
    EXAMPLES.iter().chain(GUIDES).any(|word| name.contains(word))
}

/// No workbook holds so many forms of one return, and comparing each with each takes long.
const MOST_FORMS: usize = 64;

/// Two sheets that hold different forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    one: String,
    other: String,
    /// Whether both look filled in by a unit.
    pub is_meant: bool,
    /// Whether they name different units.
    of_two_units: bool,
}

impl Clash {
    /// Why the workbook is refused.
    pub fn say(&self, lang: Lang) -> String {
        let phrase = if self.of_two_units { say::FORMS_OF_TWO_UNITS } else { crate::text::collect::FORM_ON_TWO_SHEETS };
        phrase.say(lang, &[("one", &self.one), ("other", &self.other)])
    }
}

/// A workbook whose form is looked for.
struct Choosing<'a> {
    layout: &'a Layout<'a>,
    pages: &'a [Page<'a>],
    aside: &'a [usize],
    /// The period for which the workbook lies among the returns, where that is known.
    filed: Option<Period>,
    /// The items whose labels stand on each sheet.
    items: Vec<Vec<usize>>,
}

/// The sheets that hold the form, without those put aside: those that the survey names, else the one on which most
/// items are found; then further sheets that continue it. A sheet that mostly repeats labels found already is none of
/// them, and where it is filled in otherwise, nobody knows which counts.
pub fn form(layout: &Layout, pages: &[Page], aside: &[usize], filed: Option<Period>) -> Result<Vec<usize>, Clash> {
    let choosing = Choosing::of(layout, pages, aside, filed);
    let mut form = choosing.rivalled(choosing.continued(choosing.first()?))?;
    if form.is_empty() {
        form.extend((0..pages.len()).find(|sheet| !aside.contains(sheet)));
    }
    Ok(form)
}

/// Whether the survey names a sheet as one of the form's.
pub fn is_named(layout: &Layout, page: &Page) -> bool {
    !layout.sheets.is_empty() && layout.sheets.contains(&Label::of(&page.sheet.name))
}

/// Why a filled copy of the form is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is hidden.
    Hidden,
    /// Its name says that it is of an earlier period in words: `上年数`.
    Earlier,
    /// It is called by an earlier period: `2023年`.
    EarlierPeriod,
    /// It is of another period than the one for which the workbook lies among the returns.
    OtherPeriod,
}

/// The sheets beside the form on which it is filled in otherwise, and which are not read. Hidden ones of an earlier period
/// are nobody's concern.
pub fn unread(layout: &Layout, pages: &[Page], form: &[usize], filed: Option<Period>) -> Vec<(usize, Unread)> {
    if form.is_empty() || form.len() == pages.len() {
        return Vec::new();
    }
    Choosing::of(layout, pages, &[], filed).unread(form)
}

impl<'a> Choosing<'a> {
    fn of(layout: &'a Layout<'a>, pages: &'a [Page<'a>], aside: &'a [usize], filed: Option<Period>) -> Choosing<'a> {
        let items = |sheet: usize| if aside.contains(&sheet) { Vec::new() } else { pages[sheet].items() };
        Choosing { layout, pages, aside, filed, items: (0..pages.len()).map(items).collect() }
    }

    fn unread(&self, form: &[usize]) -> Vec<(usize, Unread)> {
        let own = LazyCell::new(|| self.filling(form));
        let why = |sheet: usize| {
            let is_hidden = self.pages[sheet].sheet.hidden;
            let earlier = self.earlier(sheet, || own.period);
            let why = match is_hidden {
                true => Some(Unread::Hidden).filter(|_| earlier.is_none())?,
                false => earlier.or(self.filed.map(|_| Unread::OtherPeriod))?,
            };
            let filling = self.filling(&[sheet]);
            let is_nobodys = match why {
                Unread::Hidden => filling.period != own.period,
                Unread::OtherPeriod => !tabs::is_of_another(self.layout, self.filed, &self.tab(&[sheet], &filling)),
                Unread::Earlier | Unread::EarlierPeriod => false,
            };
            (!is_nobodys && filling.is_meant() && own.lacks(&filling)).then_some((sheet, why))
        };
        self.copies(form).take(MOST_FORMS).filter_map(why).collect()
    }

    /// How a sheet that the survey does not name is called one of an earlier period than the return's own.
    fn earlier(&self, sheet: usize, own: impl Fn() -> Option<Period>) -> Option<Unread> {
        let page = &self.pages[sheet];
        if is_named(self.layout, page) {
            return None;
        }
        if times::is_earlier(&plain(&page.sheet.name).to_lowercase()) {
            return Some(Unread::Earlier);
        }
        let named = period_called(&page.sheet.name, self.layout.survey.period)?;
        (named.last_day() < own()?.first_day()).then_some(Unread::EarlierPeriod)
    }

    fn first(&self) -> Result<Vec<usize>, Clash> {
        let is_named = |sheet: &usize| !self.aside.contains(sheet) && is_named(self.layout, &self.pages[*sheet]);
        let form: Vec<usize> = (0..self.pages.len()).filter(is_named).collect();
        let n_named: usize = form.iter().map(|sheet| self.items[*sheet].len()).sum();
        let most = self.items.iter().map(Vec::len).max().unwrap_or(0);
        if n_named * 2 < most { self.fullest(most) } else { Ok(form) }
    }

    /// Adds the sheets on which most items are new.
    fn continued(&self, mut form: Vec<usize>) -> Vec<usize> {
        let mut known = vec![false; self.layout.survey.items.len()];
        form.iter().flat_map(|sheet| &self.items[*sheet]).for_each(|item| known[*item] = true);
        for (sheet, on_sheet) in self.items.iter().enumerate() {
            if form.contains(&sheet) {
                continue;
            }
            let n_new = on_sheet.iter().filter(|item| !known[**item]).count();
            if n_new > 0 && 2 * n_new > on_sheet.len() {
                form.push(sheet);
                on_sheet.iter().for_each(|item| known[*item] = true);
            }
        }
        form
    }

    /// The sheet on which most items are found. Among copies, the one that is filled in more; two that are filled in
    /// otherwise are no choice to make.
    fn fullest(&self, most: usize) -> Result<Vec<usize>, Clash> {
        let mut full: Vec<usize> = (0..self.pages.len()).filter(|sheet| self.items[*sheet].len() == most).collect();
        if full.iter().any(|sheet| !is_example(&self.pages[*sheet])) {
            full.retain(|sheet| !is_example(&self.pages[*sheet]));
        }
        self.leave_out_earlier(&mut full);
        full.sort_by_key(|sheet| (self.pages[*sheet].sheet.hidden, *sheet));
        let visible = full.iter().filter(|sheet| !self.pages[**sheet].sheet.hidden).count();
        let rivals = &full[..visible.max(1)];
        if rivals.len() > MOST_FORMS {
            return Err(self.clash(rivals[0], rivals[1]));
        }
        let n_cells = |sheet: usize| self.pages[sheet].sheet.cells.len();
        let is_template = |sheet: &usize| is_template_of(self.pages, *sheet, rivals);
        let filled: Vec<usize> = rivals.iter().copied().filter(|sheet| !is_template(sheet)).collect();
        match filled[..] {
            [only] => Ok(vec![only]),
            [] => {
                let fuller = |sheet: &usize| (n_cells(*sheet), usize::MAX - sheet);
                Ok(vec![rivals.iter().copied().max_by_key(fuller).expect("rivals")])
            }
            [..] => self.only_meant(&filled).map(|sheet| vec![sheet]),
        }
    }

    /// Leaves out sheets that are called ones of an earlier period, unless all that can be seen are.
    fn leave_out_earlier(&self, sheets: &mut Vec<usize>) {
        if !(2..=MOST_FORMS).contains(&sheets.len()) {
            return;
        }
        let latest = LazyCell::new(|| {
            let periods = || sheets.iter().filter_map(|sheet| self.filling(&[*sheet]).period);
            self.filed.filter(|filed| periods().any(|period| period == *filed)).or_else(|| periods().max())
        });
        let is_earlier = |sheet: &usize| self.earlier(*sheet, || *latest).is_some();
        let kept: Vec<usize> = sheets.iter().copied().filter(|sheet| !is_earlier(sheet)).collect();
        if kept.iter().any(|sheet| !self.pages[*sheet].sheet.hidden) {
            *sheets = kept;
        }
    }

    /// The one of several sheets that a unit filled in, or the first of several that say the same.
    fn only_meant(&self, sheets: &[usize]) -> Result<usize, Clash> {
        let fillings: Vec<(usize, Filling)> = sheets.iter().map(|sheet| (*sheet, self.filling(&[*sheet]))).collect();
        let meant: Vec<&(usize, Filling)> = fillings.iter().filter(|(_, filling)| filling.is_meant()).collect();
        let tabs: Vec<Tab> = meant.iter().map(|(sheet, filling)| self.tab(&[*sheet], filling)).collect();
        if let Some(place) = tabs::filed(self.layout, self.filed, &tabs) {
            return Ok(meant[place].0);
        }
        let mut meant = meant.into_iter();
        let Some((first, own)) = meant.next() else { return Err(self.clash(sheets[0], sheets[1])) };
        match meant.find(|(_, other)| own.lacks(other) || other.lacks(own)) {
            Some((other, _)) => Err(self.clash(*first, *other)),
            None => Ok(*first),
        }
    }

    /// The form, unless a further visible sheet holds one that says something else. That sheet counts alone where the
    /// chosen one is hidden, or is blank and bears the same name.
    fn rivalled(&self, form: Vec<usize>) -> Result<Vec<usize>, Clash> {
        let rivals = self.rivals(&form)?;
        let Some(first) = form.first().filter(|_| !rivals.is_empty()) else { return Ok(form) };
        let own = self.filling(&form);
        match self.of_filed_period((&form, &own), &rivals) {
            Some(0) => return Ok(form),
            Some(rival) => return Ok(self.continued(vec![rivals[rival - 1].0])),
            None => {}
        }
        let is_hidden = form.iter().all(|sheet| self.pages[*sheet].sheet.hidden);
        let is_own_copy = |rival: &Filling| {
            own.is_blank() && !rival.is_of_another_unit(&own) && (rival.names_unit() || !own.names_unit())
        };
        let (next, filling) = &rivals[0];
        let is_earlier = form.iter().all(|sheet| self.earlier(*sheet, || filling.period).is_some());
        if is_hidden || is_earlier || is_own_copy(filling) {
            return match rivals[1..].iter().find(|(_, other)| filling.lacks(other) || other.lacks(filling)) {
                Some((other, _)) => Err(self.clash(*next, *other)),
                None => Ok(self.continued(vec![*next])),
            };
        }
        match rivals.iter().find(|(_, rival)| own.lacks(rival)) {
            Some((rival, _)) => Err(self.clash(*first, *rival)),
            None => Ok(form),
        }
    }

    /// Which is of the period for which the workbook lies among the returns, the others being of other periods: the form
    /// (0) or one of its rivals (from 1). None counts beside a form that is hidden or blank.
    fn of_filed_period(&self, (form, own): (&[usize], &Filling), rivals: &[(usize, Filling)]) -> Option<usize> {
        let is_hidden = form.iter().all(|sheet| self.pages[*sheet].sheet.hidden);
        if is_hidden || !own.is_meant() {
            return None;
        }
        let others = rivals.iter().map(|(sheet, filling)| self.tab(std::slice::from_ref(sheet), filling));
        let tabs: Vec<Tab> = std::iter::once(self.tab(form, own)).chain(others).collect();
        tabs::filed(self.layout, self.filed, &tabs)
    }

    fn tab<'b>(&'b self, sheets: &[usize], filling: &'b Filling) -> Tab<'b> {
        Tab { names: sheets.iter().map(|sheet| self.pages[*sheet].sheet.name.as_str()).collect(), filling }
    }

    /// Further sheets with most of the items that are more than a blank copy.
    fn copies<'b>(&'b self, form: &'b [usize]) -> impl Iterator<Item = usize> + 'b {
        let n_own = form.iter().map(|sheet| self.items[*sheet].len()).max().unwrap_or(0);
        let least = ((self.layout.survey.form.least_found * n_own as f64).ceil() as usize).max(LEAST_ITEMS.min(n_own));
        let is_full = move |sheet: &usize| self.items[*sheet].len() >= least.max(1);
        let is_other = |sheet: &usize| !form.contains(sheet) && !is_example(&self.pages[*sheet]);
        let others = (0..self.pages.len()).filter(is_other).filter(is_full);
        others.filter(|sheet| !form.iter().any(|own| stands_on(self.pages, *sheet, *own)))
    }

    /// Further visible sheets with most of the items, filled in by a unit; beside a form that can be seen, none that is
    /// called one of an earlier period.
    fn rivals(&self, form: &[usize]) -> Result<Vec<(usize, Filling)>, Clash> {
        let others: Vec<usize> = self.copies(form).filter(|sheet| !self.pages[*sheet].sheet.hidden).collect();
        if others.len() > MOST_FORMS {
            return Err(self.clash(form[0], others[0]));
        }
        let own = LazyCell::new(|| self.filling(form).period);
        let is_hidden = form.iter().all(|sheet| self.pages[*sheet].sheet.hidden);
        let others = others.into_iter().filter(|sheet| is_hidden || self.earlier(*sheet, || *own).is_none());
        let fillings = others.map(|sheet| (sheet, self.filling(&[sheet])));
        Ok(fillings.filter(|(_, filling)| filling.is_meant()).collect())
    }

    fn filling(&self, sheets: &[usize]) -> Filling {
        Filling::of(self.layout, self.pages, sheets)
    }

    fn clash(&self, one: usize, other: usize) -> Clash {
        let [of_one, of_other] = [one, other].map(|sheet| self.filling(&[sheet]));
        let [one, other] = [one, other].map(|sheet| self.pages[sheet].sheet.name.clone());
        let is_meant = of_one.is_meant() && of_other.is_meant();
        Clash { one, other, is_meant, of_two_units: of_one.is_of_another_unit(&of_other) }
    }
}

/// The period by which a sheet is called.
fn period_called(name: &str, kind: PeriodKind) -> Option<Period> {
    let bare = plain(name);
    let year = || bare.trim().parse().ok().filter(|year| (1949..2200).contains(year)).and_then(Period::year);
    titles::period(name, kind).or_else(|| titles::period(name, PeriodKind::Year)).or_else(year)
}

/// Whether every cell of a sheet also stands on a fuller rival: the blank form beside the filled one.
fn is_template_of(pages: &[Page], sheet: usize, rivals: &[usize]) -> bool {
    let size = |sheet: usize| (pages[sheet].sheet.cells.len(), usize::MAX - sheet);
    rivals.iter().any(|rival| *rival != sheet && size(*rival) > size(sheet) && stands_on(pages, sheet, *rival))
}

/// Whether every cell of a sheet stands on another in the same place.
fn stands_on(pages: &[Page], sheet: usize, other: usize) -> bool {
    let others = &pages[other].sheet.cells;
    let is_kept = |(at, content): &(Position, Content)| {
        others.binary_search_by_key(at, |(at, _)| *at).is_ok_and(|found| others[found].1 == *content)
    };
    pages[sheet].sheet.cells.iter().all(is_kept)
}
