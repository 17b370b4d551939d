#!/bin/sh
# Stands before the compiler (RUSTC_WRAPPER) and has it count, in the program's own code alone, which branches are taken.
case " $* " in
  *" --crate-name canvass "*)
    set -- "$@" -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
      -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
      -Cllvm-args=-sanitizer-coverage-trace-compares ;;
esac
exec "$@"
