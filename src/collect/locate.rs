//! Finds names, labels and repeating tables on a sheet.
