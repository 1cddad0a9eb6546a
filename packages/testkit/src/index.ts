export { startChannel } from './channel/start-channel.js';
export type { Channel, ChannelRequest, StartChannelOptions } from './channel/start-channel.js';
export type { AssetPlan, ChannelOptions, Markers, Schedule } from './channel/options.js';
export type { BreakFaults, ServeFault, Span } from './channel/faults.js';
export type { BreakOrder } from './channel/control.js';
export type { ChannelBreak } from './channel/channel-break.js';
export type { ChannelState } from './channel/operate-channel.js';
