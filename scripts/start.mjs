// Starts the live channel, the decisioning service and the demo page on this machine, prints their URLs, and stops all on Ctrl-C.
import { startService } from '@cutaway/decisioning';
import { startChannel } from '@cutaway/testkit';
import serveFolder from '@fastify/static';
import createServer from 'fastify';
import { fileURLToPath } from 'node:url';

const HOST = '127.0.0.1';
/** Taken ports are no reason to fail: then any free one does. */
const PORTS = { demo: 8080, service: 8081, channel: 8082 };

const CHANNEL = {
  schedule: { everyMs: 60_000, firstMs: 20_000 },
  podMs: 11_520,
  overlays: { everyMs: 120_000, firstMs: 50_000 },
};

// From here on a signal stops what runs, also while the rest is still starting.
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
});

const running = [];
const begin = async (port, start) => {
  const server = await start(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return start(0);
  });
  running.unshift(server);
  return server;
};

try {
  const channel = await begin(PORTS.channel, (port) => startChannel({ ...CHANNEL, port }));
  const service = await begin(PORTS.service, (port) =>
    startService({ port, origin: channel.liveUrl, mediaBase: channel.url }),
  );
  const demo = await begin(PORTS.demo, (port) => startDemo(port, { service: service.url, channel: channel.url }));
  console.log(`
  Demo       ${demo.url}/
  Decisions  ${service.url}
  Live       ${channel.liveUrl}

A break each minute. Ctrl-C stops all.`);
  await stopped;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await Promise.all(running.map((server) => server.close()));
}
// A keep-alive socket or timer of a dependency must not hold the terminal.
setTimeout(() => process.exit(), 1_000).unref();

/** The built demo page, and the configuration that tells it where the two servers are. */
async function startDemo(port, config) {
  const app = createServer({ forceCloseConnections: true });
  await app.register(serveFolder, { root: fileURLToPath(new URL('../demos/live/dist', import.meta.url)) });
  app.get('/config.json', (_request, reply) => reply.header('cache-control', 'no-store').send(config));
  const url = await app.listen({ port, host: HOST });
  return { url, close: () => app.close() };
}
