import { describe } from 'vitest';
import { keepsTheBudgetContract } from './budget-store-contract.builder.js';
import { createMemoryBudgetStore } from './memory-budget-store.js';

describe('createMemoryBudgetStore', () => {
  keepsTheBudgetContract(() => createMemoryBudgetStore());
});
