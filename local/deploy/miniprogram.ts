/**
 * `npm run deploy:miniprogram -- --appid APPID --key FILE --version 1.2.0 [--note TEXT] [--dry-run]`:
 * builds, checks and uploads the mini-program through WeChat's miniprogram-ci. APPID and FILE may also stand in the
 * environment as WX_APPID and WX_KEY_FILE. The upload is a development version; people review and release it.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packMiniprogramNpm } from '../build/miniprogram-npm'
import { packageSizes } from '../build/sizes'
import { compileLikeWechat, whyNoCompilers } from '../check/wechat'
import { MINIPROGRAM_CI, npx, spell } from './tools'

const LIMIT = 2 * 1024 * 1024

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      appid: { type: 'string', default: process.env.WX_APPID ?? '' },
      key: { type: 'string', default: process.env.WX_KEY_FILE ?? '' },
      version: { type: 'string', default: '' },
      note: { type: 'string', default: '' },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const { appid, key, version, note, 'dry-run': dry } = values
  const missing = [
    ...(/^wx[0-9a-f]{16}$/.test(appid) ? [] : ['--appid wx… (16 characters after wx)']),
    ...(key && existsSync(key) ? [] : ['--key FILE (the upload key from mp.weixin.qq.com)']),
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : ['--version 1.2.0']),
  ]
  await packMiniprogramNpm()
  const faults = whyNoCompilers() ? [] : compileLikeWechat('miniprogram')
  const sizes = packageSizes('miniprogram')
  for (const { root, bytes, files } of sizes) {
    console.log(`package ${root || 'main'}: ${files} files, ${Math.round(bytes / 1024)} KB`)
  }
  const tooBig = sizes.filter(({ bytes }) => bytes > LIMIT).map(({ root }) => `package ${root || 'main'} is over 2 MB`)
  const options = ['upload', '--pp', resolve('.'), '--pkp', resolve(key || 'KEY-FILE'), '--appid', appid || 'APPID']
  options.push('--uv', version || 'VERSION', '--ud', note || `version ${version}`, '-r', '1')
  options.push('--use-project-config', 'true')
  console.log(`${dry ? 'would run' : 'running'}: npx --yes ${MINIPROGRAM_CI} ${spell(options)}`)
  for (const fault of [...faults, ...tooBig]) console.log(`FAULT: ${fault}`)
  for (const what of missing) console.log(`MISSING: ${what}`)
  if (faults.length + tooBig.length > 0) throw new Error('not fit to upload')
  if (dry) return console.log('dry run: nothing was uploaded')
  if (missing.length > 0) throw new Error('something is missing, see above')
  await npx(MINIPROGRAM_CI, options, '.')
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
