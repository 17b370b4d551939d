//! Draws the register and the form of the starter survey, blank or filled in, from its definition.

use chrono::NaiveDate;

use super::sample::{LIBRARIES, Library, Said, Sent, period};
use crate::error::Error;
use crate::publish::sheet::{Book, Content, Entry, Kind, Page, Setting, Tab};
use crate::survey::{Item, RepeatingTable, Survey};
use crate::text::Lang;
use crate::text::starter as words;

/// The columns of the form: number, question (two of them), answer, remarks.
const WIDTHS: [f64; 5] = [6.0, 16.0, 30.0, 24.0, 28.0];
const ALL: u16 = 5;
/// The rows that the table offers at least.
const CASES: usize = 4;

/// The register: a heading, then a library a row.
pub fn register(survey: &Survey) -> Result<Vec<u8>, Error> {
    let lang = survey.language;
    let mut page = Page::new(words::REGISTER.text(lang), Tab::Units, &setting(survey));
    page.columns(&[10.0, 26.0, 14.0]);
    let source = &survey.register;
    let headings = [&source.code, &source.name, &source.attributes[0].column];
    page.row(&headings.map(|headings| Entry::text(Kind::Head, &headings[0])));
    for library in &LIBRARIES {
        let words = [library.code, library.name.text(lang), library.district.text(lang)];
        page.row(&words.map(|words| Entry::text(Kind::Text, words)));
    }
    finished(page, survey)
}

/// The form as it is sent out.
pub fn blank(survey: &Survey) -> Result<Vec<u8>, Error> {
    Form::new(survey).drawn(None)
}

/// A return: the form as a library filled it in.
pub fn filled(survey: &Survey, sent: &Sent) -> Result<Vec<u8>, Error> {
    Form::new(survey).drawn(Some(sent))
}

fn setting(survey: &Survey) -> Setting {
    Setting {
        lang: survey.language,
        decimals: 1,
        running: (survey.title.get(survey.language).to_string(), String::new()),
    }
}

fn finished(page: Page, survey: &Survey) -> Result<Vec<u8>, Error> {
    let mut book = Book::new(setting(survey));
    book.push(page);
    let (title, office) = (survey.title.get(survey.language), survey.office.get(survey.language));
    book.bytes(title, office, period().last_day())
}

/// The form while it is drawn.
struct Form<'a> {
    survey: &'a Survey,
    lang: Lang,
    page: Page,
}

impl Form<'_> {
    fn new(survey: &Survey) -> Form<'_> {
        let lang = survey.language;
        let mut page = Page::new(words::FORM.text(lang), Tab::Figures, &setting(survey));
        page.columns(&WIDTHS);
        Form { survey, lang, page }
    }

    fn drawn(mut self, sent: Option<&Sent>) -> Result<Vec<u8>, Error> {
        let survey = self.survey;
        let title = words::FORM_TITLE
            .say(self.lang, &[("period", &period().name(self.lang)), ("title", survey.title.get(self.lang))]);
        self.page.across(Entry::text(Kind::Title, title), ALL);
        self.identity(sent);
        self.questions(sent);
        for table in &survey.tables {
            self.table(table, sent);
        }
        self.page.skip();
        self.page.across(Entry::text(Kind::Note, words::FORM_NOTE.text(self.lang)), ALL);
        finished(self.page, survey)
    }

    fn identity(&mut self, sent: Option<&Sent>) {
        let (form, lang) = (&self.survey.form, self.lang);
        let library: Option<&Library> = sent.map(|sent| &LIBRARIES[sent.library]);
        let written = |text: Option<&str>| text.map_or(Entry::blank(), |text| Entry::text(Kind::Centre, text));
        let label = |labels: &[String]| Entry::text(Kind::Head, &labels[0]);
        let lines = [
            [
                (label(&form.unit), 2),
                (written(library.map(|library| library.name.text(lang))), 1),
                (label(&form.code), 1),
                (written(library.map(|library| library.code)), 1),
            ],
            [
                (label(&form.period), 2),
                (Entry::text(Kind::Centre, period().name(lang)), 1),
                (label(&form.date), 1),
                (Entry::date(sent.map(Sent::dated)), 1),
            ],
        ];
        for line in &lines {
            self.page.spans(line);
        }
        self.page.skip();
    }

    fn questions(&mut self, sent: Option<&Sent>) {
        let form = &self.survey.form;
        let headings =
            [words::NUMBER.text(self.lang), words::QUESTION.text(self.lang), &form.answer[0], &form.remarks[0]];
        let [number, question, answer, remarks] = headings.map(|heading| Entry::text(Kind::Head, heading));
        self.page.spans(&[(number, 1), (question, 2), (answer, 1), (remarks, 1)]);
        for (place, item) in self.survey.items.iter().enumerate() {
            let said = sent.map_or(Said::Nothing, |sent| sent.answers[place]);
            self.question(place + 1, item, said);
        }
    }

    fn question(&mut self, number: usize, item: &Item, said: Said) {
        let label = Entry::text(Kind::Text, item.label.get(self.lang));
        let kind = if item.open { Kind::Text } else { Kind::Centre };
        let answer = self.entry(kind, said);
        self.page.spans(&[(numbered(number), 1), (label, 2), (answer, 1), (Entry::blank(), 1)]);
    }

    fn table(&mut self, table: &RepeatingTable, sent: Option<&Sent>) {
        self.page.skip();
        self.page.across(Entry::text(Kind::Heading, table.label.get(self.lang)), ALL);
        let heading = |text: &str| Entry::text(Kind::Head, text);
        let [place, removed] = [0, 1].map(|column| heading(table.columns[column].label.get(self.lang)));
        self.page.spans(&[(heading(words::NUMBER.text(self.lang)), 1), (place, 2), (removed, 1)]);
        let cases = sent.map_or(&[][..], |sent| sent.hazards);
        for row in 0..cases.len().max(CASES) {
            let [place, removed] = cases.get(row).copied().unwrap_or([Said::Nothing; 2]);
            let (place, removed) = (self.entry(Kind::Text, place), self.entry(Kind::Centre, removed));
            self.page.spans(&[(numbered(row + 1), 1), (place, 2), (removed, 1)]);
        }
    }

    fn entry(&self, kind: Kind, said: Said) -> Entry {
        match said {
            Said::Nothing => Entry::blank(),
            Said::Number(number) => Entry::new(kind, Content::Number(f64::from(number))),
            Said::Day(year, month, day) => Entry::date(NaiveDate::from_ymd_opt(year, month, day)),
            Said::Words(phrase) => Entry::text(kind, phrase.text(self.lang)),
        }
    }
}

fn numbered(number: usize) -> Entry {
    Entry::new(Kind::Centre, Content::Number(number as f64))
}
