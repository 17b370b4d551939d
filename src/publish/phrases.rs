//! From a figure to a phrase: "nearly six in ten", 近六成.
