#!/bin/sh
# Fills fuzz/corpus with what the fuzzer begins from: the seeds, and the sample blog and the cases of the tests cut to
# the form of each target. Run it from the root of the repository.
set -eu
corpus=fuzz/corpus

# put TARGET NAME [PREFIX]: standard input becomes an input of a target.
put() {
    mkdir -p "$corpus/$1"
    { printf '%s' "${3-}"; cat; } > "$corpus/$1/$2"
}

for target in fuzz/seeds/*; do
    mkdir -p "$corpus/${target##*/}"
    cp "$target"/* "$corpus/${target##*/}/"
done
# P, Q, R, S: Jekyll, Hugo, Zola, plain; B: 66 cells.
for post in posts/_posts/*.md; do
    name=${post##*/}
    put post "$name" PB < "$post"
    put front_matter "$name" < "$post"
    sed '1,/^---$/{/^---$/!d;};1d' "$post" | put liquid "$name"
done
for folder in kramdown=P gfm=0 goldmark=2 zola=3; do
    for case in tests/cases/"${folder%=*}"/*.md; do
        put markdown "${folder%=*}-${case##*/}" "${folder#*=}" < "$case"
        put post "${folder%=*}-${case##*/}" SB < "$case"
    done
done
for case in tests/cases/html/*.html; do put html "${case##*/}" < "$case"; done
# Of a case with several files: the first post without its header.
for folder in jekyll=liquid hugo=hugo zola=zola; do
    for case in tests/cases/"${folder%=*}"/*.case; do
        sed '/^== prints/,$d;/^== /d;/^---$/d;/^+++$/d' "$case" | put "${folder#*=}" "${case##*/}"
    done
done
for theme in themes/*.yaml; do put theme "${theme##*/}" < "$theme"; done
for data in posts/_data/*.yml posts/_config.yml; do put values "${data##*/}" 0 < "$data"; done
