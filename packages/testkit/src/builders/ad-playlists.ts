/** The playlists of one segmented ad, by URL: a picture and its sound in 1.92 s segments. */
export function adPlaylists(name: string, segments = 3): Readonly<Record<string, string>> {
  const base = `https://ads.example/ads/${name}`;
  const media = (kind: string): string =>
    [
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-TARGETDURATION:2',
      '#EXT-X-PLAYLIST-TYPE:VOD',
      `#EXT-X-MAP:URI="${kind}/init.mp4"`,
    ]
      .concat(
        Array.from({ length: segments }, (_, n) => `#EXTINF:1.92,\n${kind}/${n}.m4s`),
        '#EXT-X-ENDLIST',
        '',
      )
      .join('\n');
  return {
    [`${base}/main.m3u8`]: [
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Tone",DEFAULT=YES,URI="audio.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="a"',
      'video.m3u8',
      '',
    ].join('\n'),
    [`${base}/video.m3u8`]: media('video'),
    [`${base}/audio.m3u8`]: media('audio'),
  };
}
