import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }>
}

const lock = JSON.parse(readFileSync(resolve(__dirname, '../../package-lock.json'), 'utf8')) as Lock

describe('package-lock.json', () => {
  // npm leaves out what the registry of the day or the writer's platform lacks, and `npm ci` then fails on every
  // fresh clone ("Missing: ... from lock file"), or macOS gets no binary.
  test('names the binaries of every platform that a package asks for', () => {
    const missing = Object.entries(lock.packages)
      .filter(([where]) => where !== '')
      .flatMap(([where, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies)
          .filter((name) => /-(darwin|linux|win32)-/.test(name))
          .filter((name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${where}/node_modules/${name}`]),
      )
    expect(missing).toEqual([])
  })

  test('ties nobody to a registry', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
  })
})
