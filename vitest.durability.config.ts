import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Whether a word can be lost: kills, power cuts, full disks, outside hands. `GALLEY_DURABILITY=long` for the long form. */
export default defineConfig({
  test: {
    name: 'durability',
    environment: 'node',
    include: ['tests/durability/**/*.test.ts'],
    // By default one processor is kept free, which on a machine with two is half of it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: process.env.GALLEY_DURABILITY === 'long' ? 3_600_000 : 600_000,
  },
})
