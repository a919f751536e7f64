#!/usr/bin/env bash
# Pins what requirements/*.in name, with hashes, and without the name of the host that served them.
source "$(dirname "$0")/lib.sh"

for name in runtime dev spark; do
    pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url \
        --no-emit-trusted-host --no-emit-find-links --output-file "requirements/$name.txt" "requirements/$name.in"
done
