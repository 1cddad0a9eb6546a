import { createAdSession } from '@cutaway/core';
import { hlsjs } from '@cutaway/hlsjs';

// Stands in for the script-tag bundle, as modules of an application that has no UI.
Object.assign(window, { Cutaway: { createAdSession, hlsjs } });
