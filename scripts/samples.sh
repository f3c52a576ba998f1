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
# Exponential decay with rate $1, restarted $2 times a second.
decay() { echo "exp(-$1*mod(t,1/$2))"; }
noise() { echo "(random($1)-0.5)"; }

# song OUTPUT NAME=VALUE…: 30 s of melody, bass, chords, kick, snare and hi-hat. Each has a level, a decay rate, and notes per second.
# The values were found by a search for clips that the default model assigns to the genre.
song() {
  local output="$1" melody melody_decay melody_rate melody_root semitones bass bass_decay bass_rate bass_root
  local chords kick snare snare_decay hihat hihat_decay echo lowpass
  local "${@:2}"
  local note root mix
  note="$melody_root*pow(2,floor($(random_step "$melody_rate" 12.9898)*$semitones)/12)"
  root="$bass_root*pow(2,floor($(random_step "$bass_rate" 78.233)*12)/12)"
  mix="$melody*(0.15+$(random_step "$melody_rate" 39.425))*$(saw "$note")*$(decay "$melody_decay" "$melody_rate")"
  mix+="+$bass*$(saw "$root")*$(decay "$bass_decay" "$bass_rate")"
  mix+="+$chords*$(random_step 0.5 4.1414)*($(saw "4*$root")+$(saw "5.04*$root")+$(saw "5.99*$root"))"
  mix+="+$kick*sin(250*$(decay 30 2))*$(decay 10 2)"
  mix+="+$snare*$(noise 0)*exp(-$snare_decay*mod(t+0.5,2))"
  mix+="+$hihat*$(random_step 4 7.77)*$(noise 1)*$(decay "$hihat_decay" 4)"
  encode -f lavfi -i "aevalsrc=exprs='0.4*($mix)':s=22050:d=30" -af "aecho=0.8:0.7:31|67:$echo,lowpass=f=$lowpass:p=1" -ac 2 "$output"
}

song "$folder/hiphop.m4a" melody=0.121 melody_decay=13.9 melody_rate=1 melody_root=440 semitones=120 \
  bass=0.185 bass_decay=2.83 bass_rate=0.5 bass_root=97.8 chords=0.0053 kick=0.605 \
  snare=43.7 snare_decay=169 hihat=5.39 hihat_decay=2500 echo="0.42|0.294" lowpass=7000
song "$folder/metal.flac" melody=0.84 melody_decay=107 melody_rate=1.5 melody_root=539 semitones=102 \
  bass=0.388 bass_decay=0.246 bass_rate=1.5 bass_root=34.8 chords=0.14 kick=0.178 \
  snare=1.18 snare_decay=147 hihat=0.472 hihat_decay=21.8 echo="0.61|0.427" lowpass=6000
encode -i "$folder/hiphop.m4a" -i "$folder/metal.flac" -filter_complex "[0][1]concat=n=2:v=0:a=1" "$folder/medley.mp3"
encode -f lavfi -i "sine=frequency=440:duration=30" "$folder/tone.ogg"
echo "Not audio, despite the name of this file." > "$folder/notes.wav"
