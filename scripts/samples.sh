#!/usr/bin/env bash
# scripts/samples.sh FOLDER: synthesises the clips of the documentation's examples in FOLDER with ffmpeg.
set -euo pipefail
folder="${1:?usage: scripts/samples.sh FOLDER}"
command -v ffmpeg >/dev/null || { echo "ffmpeg is missing; ./run installs it." >&2; exit 1; }
mkdir -p "$folder"

encode() { ffmpeg -hide_banner -loglevel error -nostdin -y "$@"; }

# A pseudo-random number from 0 to 1 that changes $1 times a second; $2 selects the sequence.
random_step() { echo "mod(abs(sin(floor(t*$1)*$2)*43758.5453),1)"; }
saw() { echo "(2*mod(t*($1),1)-1)"; }
# Exponential decay with rate $1, restarted every $2 seconds.
decay() { echo "exp(-$1*mod(t,$2))"; }
noise() { echo "(random($1)-0.5)"; }

# song OUTPUT MELODY BASS CHORD KICK SNARE HIHAT ECHO LOWPASS: 30 s; the parts are expressions in t.
# Their constants were found by a search for clips that the default model assigns to the genre.
song() {
  local sum="0.4*($2+$3+$4+$5+$6+$7)"
  encode -f lavfi -i "aevalsrc=exprs='$sum':s=22050:d=30" -af "aecho=0.8:0.7:31|67:$8,lowpass=f=$9:p=1" -ac 2 "$1"
}

note="440*pow(2,floor($(random_step 1 12.9898)*120)/12)"
bass="97.8*pow(2,floor($(random_step 0.5 78.233)*12)/12)"
song "$folder/hiphop.m4a" \
  "0.121*(0.15+$(random_step 1 39.425))*$(saw "$note")*$(decay 13.9 1)" \
  "0.185*$(saw "$bass")*$(decay 2.83 2)" \
  "0.0053*$(random_step 0.5 4.1414)*($(saw "4*$bass")+$(saw "5.04*$bass")+$(saw "5.99*$bass"))" \
  "0.605*sin(250*$(decay 30 0.5))*$(decay 10 0.5)" \
  "43.7*$(noise 0)*exp(-169*mod(t+0.5,2))" \
  "5.39*$(random_step 4 7.77)*$(noise 1)*$(decay 2500 0.25)" \
  "0.42|0.294" 7000

note="539*pow(2,floor($(random_step 1.5 12.9898)*102)/12)"
bass="34.8*pow(2,floor($(random_step 1.5 78.233)*12)/12)"
song "$folder/metal.flac" \
  "0.84*(0.15+$(random_step 1.5 39.425))*$(saw "$note")*$(decay 107 2/3)" \
  "0.388*$(saw "$bass")*$(decay 0.246 2/3)" \
  "0.14*$(random_step 0.5 4.1414)*($(saw "4*$bass")+$(saw "5.04*$bass")+$(saw "5.99*$bass"))" \
  "0.178*sin(250*$(decay 30 0.5))*$(decay 10 0.5)" \
  "1.18*$(noise 0)*exp(-147*mod(t+0.5,2))" \
  "0.472*$(random_step 4 7.77)*$(noise 1)*$(decay 21.8 0.25)" \
  "0.61|0.427" 6000

encode -i "$folder/hiphop.m4a" -i "$folder/metal.flac" -filter_complex "[0][1]concat=n=2:v=0:a=1" "$folder/medley.mp3"
encode -f lavfi -i "sine=frequency=440:duration=30" "$folder/tone.ogg"
echo "Not audio, despite the name of this file." > "$folder/notes.wav"
