#!/bin/sh
# The table of answers that are wrong in silence, from GAP, Macaulay2 and PARI/GP.
# Remake:  sh wrong.sh > wrong.jsonl
cd "$(dirname "$0")" || exit 1
gap -q -A -r --nointeract wrong.g < /dev/null
M2 --script wrong.m2
gp -q wrong.gp < /dev/null
