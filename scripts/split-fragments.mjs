// Cuts a fragmented MP4 into an init segment, media segments and a VOD playlist whose durations are sums of its samples.
// node split-fragments.mjs IN.mp4 OUTDIR NAME : writes NAME-init.mp4, NAME-000.m4s … and NAME.m3u8.
// A last fragment shorter than half a segment joins the one before it, so that sound and picture have as many segments.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [input, outDir, name] = process.argv.slice(2);
if (!name) throw new Error('Cannot split fragments: arguments are missing, expected IN.mp4 OUTDIR NAME');

/** Boxes between two offsets, as {type, start, body, end}. */
function* boxes(data, from, to) {
  for (let at = from; at + 8 <= to;) {
    const end = at + data.readUInt32BE(at);
    yield { type: data.toString('latin1', at + 4, at + 8), start: at, body: at + 8, end };
    at = end;
  }
}

function find(data, path, from = 0, to = data.length) {
  const [head, ...rest] = path;
  for (const box of boxes(data, from, to)) {
    if (box.type !== head) continue;
    return rest.length === 0 ? box : find(data, rest, box.body, box.end);
  }
  return null;
}

/** Sum of the sample durations of one moof, in its timescale: trun over the default of tfhd (ISO/IEC 14496-12 §8.8). */
function fragmentDuration(data, moof) {
  const traf = find(data, ['traf'], moof.body, moof.end);
  const tfhd = find(data, ['tfhd'], traf.body, traf.end);
  const trun = find(data, ['trun'], traf.body, traf.end);
  const headFlags = data.readUInt32BE(tfhd.body) & 0xffffff;
  const defaultAt = tfhd.body + 8 + (headFlags & 1 ? 8 : 0) + (headFlags & 2 ? 4 : 0);
  const defaultDuration = headFlags & 8 ? data.readUInt32BE(defaultAt) : 0;
  const flags = data.readUInt32BE(trun.body) & 0xffffff;
  const samples = data.readUInt32BE(trun.body + 4);
  if (!(flags & 0x100)) return samples * defaultDuration;
  const stride = 4 * [0x100, 0x200, 0x400, 0x800].filter((bit) => flags & bit).length;
  let at = trun.body + 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
  let sum = 0;
  for (let i = 0; i < samples; i++, at += stride) sum += data.readUInt32BE(at);
  return sum;
}

const data = readFileSync(input);
const mdhd = find(data, ['moov', 'trak', 'mdia', 'mdhd']);
const timescale = data.readUInt32BE(mdhd.body + (data[mdhd.body] === 1 ? 20 : 12));
const moov = find(data, ['moov']);

const segments = [];
let open = null;
for (const box of boxes(data, moov.end, data.length)) {
  if (box.type === 'moof') open = { start: box.start, ticks: fragmentDuration(data, box) };
  if (box.type !== 'mdat' || !open) continue;
  const bytes = data.subarray(open.start, box.end);
  const last = segments.at(-1);
  if (last && open.ticks * 2 < last.ticks) {
    last.bytes = Buffer.concat([last.bytes, bytes]);
    last.ticks += open.ticks;
  } else segments.push({ bytes, ticks: open.ticks });
  open = null;
}

mkdirSync(outDir, { recursive: true });
writeFileSync(join(outDir, `${name}-init.mp4`), data.subarray(0, moov.end));
const seconds = (ticks) => (ticks / timescale).toFixed(6);
const lines = [
  '#EXTM3U',
  '#EXT-X-VERSION:7',
  `#EXT-X-TARGETDURATION:${Math.round(Math.max(...segments.map(({ ticks }) => ticks)) / timescale)}`,
  '#EXT-X-MEDIA-SEQUENCE:0',
  '#EXT-X-PLAYLIST-TYPE:VOD',
];
lines.push('#EXT-X-INDEPENDENT-SEGMENTS', `#EXT-X-MAP:URI="${name}-init.mp4"`);
segments.forEach((segment, i) => {
  const file = `${name}-${String(i).padStart(3, '0')}.m4s`;
  writeFileSync(join(outDir, file), segment.bytes);
  lines.push(`#EXTINF:${seconds(segment.ticks)},`, file);
});
lines.push('#EXT-X-ENDLIST', '');
writeFileSync(join(outDir, `${name}.m3u8`), lines.join('\n'));
