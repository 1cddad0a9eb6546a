#!/bin/bash
# Makes packages/testkit/media: the programme and the ads of the live test channel.
# Deterministic: the same ffmpeg gives the same bytes. Needs ffmpeg with drawtext, DejaVu fonts and Node.
#
# One segment is 1.92 s: 48 frames at 25 fps and 90 AAC frames at 48 kHz, so picture and sound can end together to the sample.
# Each ad comes three times: `exact`, `long` (sound 37 ms longer than the picture) and `short` (49 ms shorter), as encoders really
# deliver; its pictures are the same files. AAC priming is cut off (the first frame), so there are no edit lists.
set -euo pipefail

ROOT=$(cd "$(dirname "$0")/.." && pwd)
OUT=${1:-$ROOT/packages/testkit/media}
FONT=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

command -v ffmpeg >/dev/null || { echo 'Cannot make media: ffmpeg is not installed, expected it on the PATH' >&2; exit 1; }
[ -f "$FONT" ] || { echo "Cannot make media: font $FONT is missing, expected fonts-dejavu-core or FONT=<file>" >&2; exit 1; }

FF=(ffmpeg -hide_banner -loglevel error -nostdin -y)
EXACT=(-threads 1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1)
# One closed GOP a segment, no B-frames; encoder notes (SEI) are cut out.
X264=(-c:v libx264 -preset slow -profile:v main -pix_fmt yuv420p -g 48 -keyint_min 48 -sc_threshold 0 -bf 0 -flags +cgop -crf 36
  -bsf:v 'filter_units=remove_types=6')
CMAF=(-movflags +empty_moov+default_base_moof+skip_sidx -use_editlist 0 -frag_duration 1920000)

# encode one picture stream: `lavfi label` `level` `FILE`
video() { echo -map "[$1]" "${EXACT[@]}" "${X264[@]}" -level "$2" -use_editlist 0 "$3"; }

# picture FILE COLOUR SECONDS TITLE : FILE-hi.mp4 and FILE-lo.mp4, with the running time hh:mm:ss:ff burned in
picture() {
  local clock="timecode='00\\:00\\:00\\:00':r=25:x=(w-tw)/2:y=(h-th)/2:fontsize=44:fontcolor=white:box=1:boxcolor=black"
  local title="text='$4':x=(w-tw)/2:y=30:fontsize=36:fontcolor=white"
  local graph="color=c=$2:s=480x270:r=25:d=$3,drawtext=fontfile=$FONT:$title,drawtext=fontfile=$FONT:$clock"
  # shellcheck disable=SC2046
  "${FF[@]}" -filter_complex "$graph,split[hi][t];[t]scale=256:144[lo]" $(video hi 2.1 "$1-hi.mp4") $(video lo 1.2 "$1-lo.mp4")
}

# sound FILE HERTZ SAMPLES : FILE.mp4, a tone of exactly so many samples at 48 kHz
sound() {
  local frames=$((($3 + 1023) / 1024)) last=$((($3 - 1) % 1024 + 1))
  "${FF[@]}" -filter_complex "sine=f=$2:r=48000:samples_per_frame=1024,volume=0.2" \
    "${EXACT[@]}" -c:a aac -ac 1 -b:a 16k -frames:a $((frames + 1)) -f adts "$1.aac"
  # the first frame is priming; the last one lasts only as long as there is sound
  local cut="noise=drop=eq(n\\,0),aac_adtstoasc,setts=time_base=1/48000:ts=N*1024:duration=if(eq(N\\,$((frames - 1)))\\,$last\\,1024)"
  "${FF[@]}" -i "$1.aac" "${EXACT[@]}" -c copy -bsf:a "$cut" -use_editlist 0 "$1.mp4"
}

# segments FILE.mp4 DIR NAME : the stream as NAME-init.mp4, NAME-nnn.m4s and NAME.m3u8
segments() {
  "${FF[@]}" -i "$1" "${EXACT[@]}" -c copy "${CMAF[@]}" "$WORK/fragments.mp4"
  node "$ROOT/scripts/split-fragments.mjs" "$WORK/fragments.mp4" "$2" "$3"
}

# main_playlist FILE PICTURES : a multivariant playlist; PICTURES is the relative folder of hi.m3u8 and lo.m3u8
main_playlist() {
  cat >"$1" <<M3U8
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Tone",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=480x270,FRAME-RATE=25.000,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio"
$2hi.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=70000,RESOLUTION=256x144,FRAME-RATE=25.000,CODECS="avc1.4d400c,mp4a.40.2",AUDIO="audio"
$2lo.m3u8
M3U8
}

content() {
  local seconds=46.08 # 24 segments
  picture "$WORK/content" 0x204060 $seconds CONTENT
  sound "$WORK/content" 440 2211840
  segments "$WORK/content-hi.mp4" "$OUT/content" hi
  segments "$WORK/content-lo.mp4" "$OUT/content" lo
  segments "$WORK/content.mp4" "$OUT/content" audio
  main_playlist "$OUT/content/main.m3u8" ''
}

# ad NAME COLOUR SECONDS HERTZ TITLE SAMPLES
ad() {
  local dir=$OUT/ads/$1 samples=$6
  picture "$WORK/$1" "$2" "$3" "$5"
  segments "$WORK/$1-hi.mp4" "$dir/video" hi
  segments "$WORK/$1-lo.mp4" "$dir/video" lo
  # 37 ms = 1776 samples, 49 ms = 2352
  for form in exact:0 long:1776 short:-2352; do
    local name=${form%%:*}
    sound "$WORK/$1-$name" "$4" $((samples + ${form##*:}))
    segments "$WORK/$1-$name.mp4" "$dir/$name" audio
    main_playlist "$dir/$name/main.m3u8" ../video/
    "${FF[@]}" -i "$WORK/$1-hi.mp4" -i "$WORK/$1-$name.mp4" -map 0:v -map 1:a "${EXACT[@]}" -c copy \
      -movflags +faststart -use_editlist 0 "$dir/$name.mp4"
  done
}

overlay() {
  local text="fontfile=$FONT:text='LOWER THIRD':x=24:y=(h-th)/2:fontsize=36:fontcolor=white"
  "${FF[@]}" -filter_complex "color=c=0x602080:s=480x90,format=rgba,drawtext=$text" "${EXACT[@]}" -frames:v 1 -pred mixed "$OUT/overlay.png"
}

rm -rf "$OUT"
mkdir -p "$OUT"
content
ad ad-red 0xa02020 5.76 660 'AD RED' 276480
ad ad-green 0x20a020 5.76 880 'AD GREEN' 276480
ad ad-yellow 0xa0a020 3.84 990 'AD YELLOW' 184320
overlay
du -sh --apparent-size "$OUT"
