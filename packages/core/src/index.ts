export type {
  LoadedPlaylist,
  PlayerAbilities,
  PlayerCommand,
  PlayerFact,
  PlayerHost,
  PlayerPort,
  Undo,
} from './player-port.js';
export type { AdView, UiPort, ViewerIntent } from './ui-port.js';
export type { HttpReply, HttpRequest, Ports } from './ports.js';
