#!/usr/bin/env bash
# Converts every .xlsx in a folder to another spreadsheet format with LibreOffice.
# Usage: convert.sh FROM ENDING TO      ENDING: xls, xlsm or ods
set -euo pipefail
from=$1 ending=$2 to=$3
case $ending in
  xls) filter='xls:MS Excel 97' ;;
  xlsm) filter='xlsm:Calc MS Excel 2007 VBA XML' ;;
  ods) filter='ods:calc8' ;;
  *) echo "no filter for .$ending" >&2; exit 2 ;;
esac
command -v soffice >/dev/null || { echo "LibreOffice (soffice) is needed for .$ending files" >&2; exit 3; }
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
soffice --headless "-env:UserInstallation=file://$profile" --convert-to "$filter" --outdir "$to" "$from"/*.xlsx >/dev/null 2>&1
