export type { VodBreak } from './channel/vod-break.js';
export { writeVodPlaylist } from './channel/write-vod-playlist.js';
export { startChannel } from './channel/start-channel.js';
export type { Channel, ChannelRequest, StartChannelOptions } from './channel/start-channel.js';
export type { AssetPlan, ChannelOptions, Markers, Schedule } from './channel/options.js';
export type { BreakFaults, ServeFault, Span } from './channel/faults.js';
export type { BreakOrder } from './channel/control.js';
export type { ChannelBreak } from './channel/channel-break.js';
export type { ChannelState } from './channel/operate-channel.js';
export { planChannel } from './channel/options.js';
export type { ChannelPlan } from './channel/options.js';
export { readChannelOptions } from './channel/read-channel-options.js';
export { writeLivePlaylist } from './channel/write-live-playlist.js';
export type { Rendition } from './channel/write-live-playlist.js';
export { chanceFrom } from './fakes/chance.js';
export { createFakeClock } from './fakes/fake-clock.js';
export type { FakeClock } from './fakes/fake-clock.js';
export { createFakeNetwork } from './fakes/fake-network.js';
export type { FakeNetwork, FakeRoute } from './fakes/fake-network.js';
export { createFakeOmidClient } from './fakes/fake-omid-client.js';
export type { FakeOmidClient } from './fakes/fake-omid-client.js';
export { createFakeOmidService } from './fakes/fake-omid-service.js';
export type { FakeOmidService } from './fakes/fake-omid-service.js';
export { createFakePlayer } from './fakes/fake-player.js';
export type { FakePlayer, ShownFrame } from './fakes/fake-player.js';
export type { FakePlayerOptions } from './fakes/fake-player-options.js';
export { createFakeStorage } from './fakes/fake-storage.js';
export type { FakeStorage } from './fakes/fake-storage.js';
export { anAd, anOverlay, trackersFor } from './builders/an-ad.js';
export { aReply } from './builders/a-reply.js';
export { adPlaylists } from './builders/ad-playlists.js';
export {
  startMockBidder,
  type BidderFault,
  type BidderLatency,
  type MockBidder,
  type MockBidderOptions,
} from './bidder/index.js';
