//! Whose return it is, for which period, and which version of the form.
