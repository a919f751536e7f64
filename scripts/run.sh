#!/usr/bin/env bash
# From nothing to a month on the screen: the database, the sample zone, the workbooks its departments sent for March
# 2024, their questions answered as a clerk would, the month closed, printed, written as a page, and served.
source "$(dirname "$0")/lib.sh"

ZONE=滨河经济开发区
MONTH=2024-03
FOLDER=examples/$MONTH
DATA=${JINGKAI_DATA_DIR:-var/data}
PAGE=var/month-$MONTH.html
# Left beside the data once every workbook is in, so that the second start does not read them again.
DONE=$DATA/examples-$MONTH.done

mkdir -p var "$DATA"
say "Sample zone"
jingkai sample --zone "$ZONE"

if [ ! -e "$DONE" ]; then
    say "Workbooks of $FOLDER"
    while IFS=$'\t' read -r files unit caliber person; do
        case $files in '#'*) continue ;; esac
        # $files is a pattern of the file names of one sender.
        # shellcheck disable=SC2086
        (cd "$FOLDER" && printf '%s\n' $files) | sed "s|^|$FOLDER/|" | tr '\n' '\0' |
            xargs -0 jingkai import --zone "$ZONE" --unit "$unit" --caliber "$caliber" --as "$person" \
                --answers "$FOLDER/answers.json"
    done <"$FOLDER/senders.tsv"
    touch "$DONE"
fi

say "The month, closed"
jingkai month "$MONTH" --zone "$ZONE" --html "$PAGE" --publish --as "统计办 主要负责人"
say "The same as a page: $PWD/$PAGE"

# SERVE=no leaves it at that.
[ "${SERVE:-yes}" = yes ] || exit 0
say "The pages"
exec jingkai serve --port "${PORT:-8000}"
