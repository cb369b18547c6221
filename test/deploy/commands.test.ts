import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(__dirname, '../..')

/** Runs a deployment command as a person would, with none of the secrets set. */
function deploy(command: string, ...options: string[]) {
  const { UNION_KEYS: _, TENCENT_SECRET_ID: __, TENCENT_SECRET_KEY: ___, ...env } = process.env
  const words = ['--import', 'tsx', `local/deploy/${command}.ts`, ...options]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, env, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

describe('deploying the functions', () => {
  test('a dry run says what it would do and what is missing, and leaves no secrets file', () => {
    const { status, said } = deploy('functions', '--env', 'env-1', '--dry-run')
    expect(status).toBe(0)
    for (const area of ['benefits', 'cases', 'inbox', 'membership']) expect(said).toContain(`function ${area}: `)
    expect(said).toMatch(/unique index card_number: card\.number 1/)
    expect(said).toMatch(
      /would run, in dist\/deploy\/: npx --yes @cloudbase\/cli@\S+ fn deploy --all --force --yes --envId env-1/,
    )
    expect(said).toMatch(
      /MISSING: environment variable UNION_KEYS[\s\S]*MISSING: environment variable TENCENT_SECRET_KEY/,
    )
    expect(existsSync(resolve(ROOT, 'dist/deploy/cloudbaserc.json'))).toBe(false)
  })

  test('without an environment or without secrets it stops before it does anything', () => {
    expect(deploy('functions')).toMatchObject({ status: 1, said: expect.stringMatching(/which environment/) })
    const { status, said } = deploy('functions', '--env', 'env-1')
    expect(status).toBe(1)
    expect(said).toMatch(/set in the environment first: UNION_KEYS, TENCENT_SECRET_ID, TENCENT_SECRET_KEY/)
  })
})

describe('uploading the mini-program', () => {
  test('a dry run says the packages, the command and what is missing', () => {
    const { status, said } = deploy('miniprogram', '--dry-run')
    expect(status).toBe(0)
    expect(said).toMatch(/package main: \d+ files, \d+ KB/)
    expect(said).toMatch(/would run: npx --yes miniprogram-ci@\S+ upload --pp/)
    expect(said).toMatch(/MISSING: --appid[\s\S]*MISSING: --key[\s\S]*MISSING: --version/)
  })

  test('without a key it stops', () => {
    const { status, said } = deploy('miniprogram', '--appid', 'wx0123456789abcdef', '--version', '1.0.0')
    expect(status).toBe(1)
    expect(said).toMatch(/MISSING: --key/)
  })
})
