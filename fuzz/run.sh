#!/bin/sh
# Fuzzes every target in turn, one at a time and at the lowest priority: sh fuzz/run.sh SECONDS [TARGET...]
# What each reached is printed and added to fuzz/artifacts/rounds. Run it from the root of the repository.
set -eu
seconds=$1
shift
[ $# -gt 0 ] || set -- post front_matter liquid hugo zola markdown html values data theme settings globs query input output reader
export RUSTC_BOOTSTRAP=1
sh fuzz/seeds.sh
nice -n 19 cargo fuzz build --sanitizer none
for target in "$@"; do
    found=fuzz/artifacts/$target
    log=$found.log
    mkdir -p "$found"
    nice -n 19 cargo fuzz run "$target" --sanitizer none "fuzz/corpus/$target" -- -dict=fuzz/rushlight.dict \
        -max_len=4096 -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 >"$log" 2>&1 || true
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
    reached=$(grep -ao 'cov: [0-9]* ft: [0-9]*' "$log" | tail -1)
    echo "$target: ${runs:-0} runs, $reached, $(find "$found" -type f | wc -l) inputs kept" | tee -a fuzz/artifacts/rounds
done
