import { createAdSession } from '@cutaway/core';
import { hlsConfig, hlsjs } from '@cutaway/hlsjs';
import { adUi } from '@cutaway/ui';
import Hls from 'hls.js';
import { createLanes } from './lanes.js';
import { createLatestTable } from './latest-table.js';
import { layOutPage } from './lay-out-page.js';
import type { InspectorLog } from './notes/inspector-log.js';
import { noteEvent } from './notes/note-event.js';
import { orderBreak } from './order-break.js';
import { readConfig, type DemoConfig } from './read-config.js';
import { createReportPanel } from './report-panel.js';
import { createReadings, showPlayhead } from './show-readings.js';
import { createStatusBoard } from './status-board.js';
import { watchSession } from './watch-session.js';

const MOVE_EVERY_MS = 100;

const board = createStatusBoard();
const latest = createLatestTable();
const lanes = createLanes(Date.now());
const reports = createReportPanel();
const page = layOutPage({
  board: board.element,
  latest: latest.element,
  reports: reports.element,
  lanes: lanes.element,
});

function start({ service, channel }: DemoConfig): void {
  const hls = new Hls({ ...hlsConfig(), liveSyncDurationCount: 3 });
  const session = createAdSession({
    player: hlsjs(hls, page.video),
    decision: { url: `${service}/v1/decision` },
    ui: adUi(page.player),
  });
  const playheadMs = () => hls.playingDate?.getTime() ?? null;

  const showReadings = createReadings(board);
  let log: InspectorLog = [];
  watchSession(session, (event) => {
    log = noteEvent(log, event, playheadMs());
    latest.show(log);
    lanes.show(log);
    showReadings(event);
    if (event.type === 'report') reports.add(event.detail);
  });
  hls.on(Hls.Events.ERROR, (_, { fatal, details, error }) => {
    if (fatal) page.tellProblem('player', `The player has stopped: ${details}. ${error.message}`);
  });
  hls.on(Hls.Events.FRAG_BUFFERED, () => page.tellProblem('player', null));
  page.video.addEventListener('playing', () => board.show('on screen', 'content'), { once: true });
  board.show('on screen', 'loading');
  board.show('break', 'none');
  hls.attachMedia(page.video);
  hls.loadSource(`${channel}/live/main.m3u8`);

  const order = (button: HTMLButtonElement, kind: 'linear' | 'overlay') =>
    button.addEventListener('click', () => {
      button.disabled = true;
      orderBreak(channel, kind)
        .then(() => page.tellProblem('order', null))
        .catch((error: Error) => page.tellProblem('order', error.message))
        .finally(() => (button.disabled = false));
    });
  order(page.breakNow, 'linear');
  order(page.overlayNow, 'overlay');

  setInterval(() => {
    lanes.moveTo(Date.now());
    showPlayhead(board, hls.latency, playheadMs());
  }, MOVE_EVERY_MS);
  window.addEventListener('pagehide', () => session.destroy(), { once: true });
}

readConfig().then(start, (error: Error) => page.tellProblem('start', error.message));
