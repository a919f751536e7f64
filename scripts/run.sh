#!/usr/bin/env bash
# From nothing to a month on the screen: the database, the sample zone, the workbooks its departments sent for March
# 2024, their questions answered as a clerk would, the month closed, printed, written as a page, and served.
# A database that holds a zone of one's own (JINGKAI_DATABASE_URL) is served as it is, and nothing is added to it.
source "$(dirname "$0")/lib.sh"

ZONE=滨河经济开发区
MONTH=2024-03
FOLDER=examples/$MONTH
DATA=${JINGKAI_DATA_DIR:-var/data}
PAGE=var/month-$MONTH.html
# Left beside the data once every workbook is in, so that the second start does not read them again.
DONE=$DATA/examples-$MONTH.done

mkdir -p var "$DATA"
serve() { exec jingkai serve --port "${PORT:-8000}"; }

say "样例区 Sample zone"
status=0
{ refusal=$(jingkai sample --zone "$ZONE" 2>&1 >&3) || status=$?; } 3>&1
[ -z "$refusal" ] || printf '%s\n' "$refusal" >&2
if [ "$status" != 0 ]; then
    [[ $refusal == *"[site.not-the-sample]"* ]] || exit "$status"
    say "这是自己的数据库：不写入样例，只打开网页。 Your own database: nothing is added, its pages are served."
    [ "${SERVE:-yes}" = yes ] || exit 0
    serve
fi

if [ ! -e "$DONE" ]; then
    say "各部门的表格 Workbooks of $FOLDER"
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

say "关账 The month, closed"
jingkai month "$MONTH" --zone "$ZONE" --html "$PAGE" --force --publish --yes --as "统计办 主要负责人"
say "同一内容的网页文件 The same as a page: $PWD/$PAGE"

# SERVE=no leaves it at that.
[ "${SERVE:-yes}" = yes ] || exit 0
say "网页 The pages: http://127.0.0.1:${PORT:-8000}/ ，可用以下账号登录 sign in as one of"
sed -n 's/.*account: \([a-z]*\),.*title: \(.*\)}/\1\t\2/p' jingkai/site/sample/accounts.yaml
say "密码 with the password $(cat "$DATA/sample-password")"
serve
