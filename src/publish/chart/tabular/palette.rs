//! Colours of charts of tables: series, states, from light to dark.

use crate::publish::chart::drawing::{BLUE, Colour, INK, WHITE};
use crate::publish::shown;
use crate::table::Shade;

/// Colours of series, from the palette by Okabe and Ito; neighbours differ in grey print as well.
const SERIES: [Colour; 7] = [
    BLUE,
    Colour(0xe6, 0x9f, 0x00),
    Colour(0x00, 0x9e, 0x73),
    Colour(0xf0, 0xe4, 0x42),
    Colour(0xd5, 0x5e, 0x00),
    Colour(0x56, 0xb4, 0xe9),
    Colour(0x4b, 0x36, 0x5f),
];

/// Colours of lines, which are too thin for yellow.
const LINES: [Colour; 7] = [
    BLUE,
    Colour(0xe6, 0x9f, 0x00),
    Colour(0x00, 0x9e, 0x73),
    Colour(0xd5, 0x5e, 0x00),
    Colour(0x4b, 0x36, 0x5f),
    Colour(0x56, 0xb4, 0xe9),
    Colour(0x8b, 0x95, 0x9e),
];

/// The lightest and the darkest of a scale of values.
const LIGHT: Colour = Colour(0xf2, 0xf7, 0xfb);
const DARK: Colour = Colour(0x08, 0x45, 0x7e);

/// The colour of a series of bars by its place.
pub fn series(place: usize) -> Colour {
    SERIES[place % SERIES.len()]
}

/// The colour of a series of bars that is a state.
pub fn state(shade: Shade) -> Option<Colour> {
    let part = |colour: u32, shift: u32| (colour >> shift & 0xff) as u8;
    shown::solid(shade).map(|colour| Colour(part(colour, 16), part(colour, 8), part(colour, 0)))
}

/// The colour of a line by its place; every second one also has hollow spots.
pub fn line(place: usize) -> Colour {
    LINES[place % LINES.len()]
}

/// A paler form, for what does not stand out.
pub fn pale(colour: Colour) -> Colour {
    Colour::between(colour, WHITE, 0.55)
}

/// A colour on the scale from light to dark; `share` from 0 to 1.
pub fn sequential(share: f64) -> Colour {
    Colour::between(LIGHT, DARK, share)
}

/// The colour of a state; from green over amber to red darker, so that grey print keeps them apart.
pub fn shade(shade: Shade) -> Colour {
    match shade {
        Shade::Green => Colour(0xd5, 0xec, 0xd9),
        Shade::Amber => Colour(0xf4, 0xc5, 0x5c),
        Shade::Red => Colour(0xc8, 0x51, 0x3a),
        Shade::Grey => Colour(0xe4, 0xe7, 0xea),
        Shade::Blue => Colour(0x7f, 0xb2, 0xdc),
        Shade::Plain => Colour(0xff, 0xff, 0xff),
    }
}

/// The colour of text on a ground: what can be read there.
pub fn ink_on(ground: Colour) -> Colour {
    if brightness(ground) < 130.0 { WHITE } else { INK }
}

/// How bright a colour is in grey print, from 0 to 255.
fn brightness(colour: Colour) -> f64 {
    0.299 * f64::from(colour.0) + 0.587 * f64::from(colour.1) + 0.114 * f64::from(colour.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_series_and_all_states_differ_in_grey_print() {
        for pair in SERIES.windows(2) {
            assert!((brightness(pair[0]) - brightness(pair[1])).abs() > 30.0, "{pair:?}");
        }
        let shades = [Shade::Green, Shade::Amber, Shade::Red, Shade::Blue].map(|s| brightness(shade(s)));
        for (n, one) in shades.iter().enumerate() {
            assert!(shades[n + 1..].iter().all(|other| (one - other).abs() > 15.0), "{shades:?}");
        }
    }

    #[test]
    fn bars_of_states_keep_apart_in_grey_print() {
        let shades = [Shade::Green, Shade::Amber, Shade::Red, Shade::Blue, Shade::Grey];
        let bright: Vec<f64> = shades.iter().filter_map(|shade| state(*shade)).map(brightness).collect();
        assert_eq!(bright.len(), shades.len());
        for (n, one) in bright.iter().enumerate() {
            assert!(bright[n + 1..].iter().all(|other| (one - other).abs() > 20.0), "{bright:?}");
        }
        assert_eq!(state(Shade::Plain), None);
    }
}
