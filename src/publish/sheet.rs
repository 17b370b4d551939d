//! The only file that knows `rust_xlsxwriter`: styles, widths, the fixed creation date.
