#!/bin/bash
# Makes test/browser/media/odd: ads as advertisers deliver them, encoded otherwise than the programme of the test channel.
# Deterministic: the same ffmpeg gives the same bytes. Needs ffmpeg and Node.
#
# Each kind has a red and a green ad as HLS, flat colours without text, so that one costs little:
#   bframes   1280x720p25 High, B-frames whose first composition offset is 0.08 s (no edit list), stereo at 44.1 kHz
#   fps50     640x360p50, level 3.1      ntsc      30000/1001 frames a second, segments of 2.002 s
#   surround  5.1 at 48 kHz              mono441   mono at 44.1 kHz
#   silent    no sound at all            muxed     sound and picture in one fMP4 file
#   ts        MPEG-TS, muxed             long      one segment of 5.76 s
# and a blue programme of 19.2 s in MPEG-TS.
set -euo pipefail

ROOT=$(cd "$(dirname "$0")/.." && pwd)
OUT=${1:-$ROOT/test/browser/media/odd}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

command -v ffmpeg >/dev/null || { echo 'Cannot make media: ffmpeg is not installed, expected it on the PATH' >&2; exit 1; }

FF=(ffmpeg -hide_banner -loglevel error -nostdin -y)
EXACT=(-threads 1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1)
SECONDS_LONG=5.76

# picture FILE COLOUR SIZE RATE GOP X264-OPTIONS... : one closed GOP a segment; encoder notes (SEI) are cut out
picture() {
  local file=$1 colour=$2 size=$3 rate=$4 gop=$5
  shift 5
  "${FF[@]}" -filter_complex "color=c=$colour:s=$size:r=$rate:d=$LENGTH[v]" -map '[v]' "${EXACT[@]}" -c:v libx264 -preset slow \
    -pix_fmt yuv420p -g "$gop" -keyint_min "$gop" -sc_threshold 0 -flags +cgop -crf 36 "$@" \
    -bsf:v 'filter_units=remove_types=6' -use_editlist 0 -avoid_negative_ts make_zero "$file"
}

# sound FILE HERTZ RATE CHANNELS BITRATE : a tone as long as the picture to the sample, without priming or an edit list
sound() {
  local samples frames last
  samples=$(node -p "Math.round($LENGTH * $3)")
  frames=$(((samples + 1023) / 1024)) last=$(((samples - 1) % 1024 + 1))
  "${FF[@]}" -filter_complex "sine=f=$2:r=$3:samples_per_frame=1024,volume=0.2" "${EXACT[@]}" -c:a aac -ac "$4" -b:a "$5" \
    -frames:a $((frames + 1)) -f adts "$1.aac"
  local cut="noise=drop=eq(n\\,0),aac_adtstoasc,setts=time_base=1/$3:ts=N*1024:duration=if(eq(N\\,$((frames - 1)))\\,$last\\,1024)"
  "${FF[@]}" -i "$1.aac" "${EXACT[@]}" -c copy -bsf:a "$cut" -use_editlist 0 "$1"
}

# segments FILE DIR NAME SECONDS : fragments that begin with a key frame
segments() {
  "${FF[@]}" -i "$1" "${EXACT[@]}" -c copy -movflags +empty_moov+default_base_moof+skip_sidx -use_editlist 0 \
    -frag_duration "$(node -p "Math.round($4 * 1e6)")" "$WORK/fragments.mp4"
  node "$ROOT/scripts/split-fragments.mjs" "$WORK/fragments.mp4" "$2" "$3"
}

# main_playlist DIR CODECS RESOLUTION RATE CHANNELS : CHANNELS empty: no sound apart
main_playlist() {
  local group=''
  {
    printf '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n'
    if [ -n "$5" ]; then
      group=',AUDIO="audio"'
      echo "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Tone\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"$5\",URI=\"audio.m3u8\""
    fi
    printf '#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=%s,FRAME-RATE=%s,CODECS="%s"%s\nvideo.m3u8\n' "$3" "$4" "$2" "$group"
  } >"$1/main.m3u8"
}

PLAIN=(-profile:v main -level 2.1 -bf 0)
AAC=mp4a.40.2

# apart KIND NAME COLOUR HERTZ : sound and picture in playlists of their own
apart() {
  local dir=$OUT/$1/$2 size=480x270 rate=25 gop=48 seconds=1.92 avc=avc1.4d4015 hz=48000 channels=1 bits=16k
  local x264=("${PLAIN[@]}")
  LENGTH=$SECONDS_LONG
  case $1 in
    bframes) size=1280x720 avc=avc1.64001f hz=44100 channels=2 bits=24k
      x264=(-profile:v high -level 3.1 -bf 3 -b_strategy 0 -b-pyramid normal) ;;
    fps50) size=640x360 rate=50 gop=96 avc=avc1.4d401f x264=(-profile:v main -level 3.1 -bf 0) ;;
    ntsc) rate=30000/1001 gop=60 seconds=2.002 LENGTH=6.006 ;;
    surround) channels=6 bits=64k ;;
    mono441) hz=44100 ;;
    long) seconds=6 gop=144 ;;
  esac
  mkdir -p "$dir"
  picture "$WORK/v.mp4" "$3" $size $rate $gop "${x264[@]}"
  segments "$WORK/v.mp4" "$dir" video $seconds
  if [ "$1" = silent ]; then
    main_playlist "$dir" $avc $size 25 ''
  else
    sound "$WORK/a.mp4" "$4" $hz $channels $bits
    segments "$WORK/a.mp4" "$dir" audio $seconds
    main_playlist "$dir" "$avc,$AAC" $size "$(node -p "($rate).toFixed(3)")" $channels
  fi
}

# together KIND NAME COLOUR HERTZ [LENGTH] : sound and picture in the same segments
together() {
  local dir=$OUT/$1/$2
  LENGTH=${5:-$SECONDS_LONG}
  mkdir -p "$dir"
  picture "$WORK/v.mp4" "$3" 480x270 25 48 "${PLAIN[@]}"
  sound "$WORK/a.mp4" "$4" 48000 1 16k
  "${FF[@]}" -i "$WORK/v.mp4" -i "$WORK/a.mp4" -map 0:v -map 1:a "${EXACT[@]}" -c copy -use_editlist 0 "$WORK/av.mp4"
  if [ "$1" = muxed ]; then
    segments "$WORK/av.mp4" "$dir" video 1.92
  else
    "${FF[@]}" -i "$WORK/av.mp4" "${EXACT[@]}" -c copy -muxdelay 0 -muxpreload 0 -f hls -hls_time 1.92 -hls_list_size 0 -hls_playlist_type vod \
      -hls_segment_filename "$dir/video-%03d.m2ts" "$dir/video.m3u8"
  fi
  main_playlist "$dir" "avc1.4d4015,$AAC" 480x270 25.000 ''
}

rm -rf "$OUT"
for kind in bframes fps50 ntsc surround mono441 silent long; do
  apart $kind ad-red 0xa02020 660
  apart $kind ad-green 0x20a020 880
done
for kind in muxed ts; do
  together $kind ad-red 0xa02020 660
  together $kind ad-green 0x20a020 880
done
together ts programme 0x2020a0 440 19.2
du -sh --apparent-size "$OUT"
