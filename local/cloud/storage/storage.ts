import type { Sqlite } from '../database/sqlite'
import { Addresses } from './addresses'
import { checkPath, fileIdOf, Files, pathOfId, type StoredFile } from './files'

const READ_SECONDS = 7200
const UPLOAD_SECONDS = 900

/** File storage as the SDKs ask for it, with every file open to them. What phones may do is in endpoint.ts. */
export class Storage {
  readonly files: Files
  readonly addresses: Addresses

  constructor(sql: Sqlite, dataDir: string, baseUrl: () => string) {
    this.files = new Files(sql, dataDir)
    this.addresses = new Addresses(sql, baseUrl)
  }

  /** Where to PUT a file, and the id it will have. */
  uploadMetadata(path: unknown): object {
    const clean = checkPath(path)
    const { url, sign } = this.addresses.make('PUT', clean, UPLOAD_SECONDS)
    return { url, token: sign, authorization: sign, fileId: fileIdOf(clean), cosFileId: sign }
  }

  /** Addresses to read files from, each with a code of its own. */
  downloadUrls(list: unknown): object[] {
    return (Array.isArray(list) ? list : []).map(({ fileid, max_age }: { fileid: string; max_age?: number }) => {
      const url = this.readAddress(this.byId(fileid), max_age)
      const code = url ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST'
      return { code, fileID: fileid, fileid, tempFileURL: url, download_url: url }
    })
  }

  remove(ids: unknown): object[] {
    return (Array.isArray(ids) ? ids : []).map((id: string) => {
      const file = this.byId(id)
      if (file) this.files.remove(file)
      return { code: file ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST', fileID: id, fileid: id }
    })
  }

  /** A signed address to read a file from, for two hours unless told otherwise; '' when there is no file. */
  readAddress(file: StoredFile | undefined, seconds = READ_SECONDS): string {
    return file ? this.addresses.make('GET', file.path, seconds).url : ''
  }

  byId(id: unknown): StoredFile | undefined {
    return this.files.find(pathOfId(id))
  }
}
