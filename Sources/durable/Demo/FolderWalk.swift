import Foundation

/// The regular files below a folder, hidden ones too, by the bytes of their paths relative to it. Symbolic links and
/// special files are skipped.
///
/// A folder that can't be listed comes as if it were a file, so that it is reported.
struct FolderWalk: Sequence, IteratorProtocol {
    private struct Entry {
        var path: BytePath
        var isFolder: Bool

        /// With a slash behind the folders, the order within each folder is that of the whole paths.
        var sortKey: [UInt8] { isFolder ? path.bytes + [UInt8(ascii: "/")] : path.bytes }
    }

    private let root: BytePath
    /// The next one comes last.
    private var pending = [Entry(path: BytePath([]), isFolder: true)]

    init(_ root: BytePath) { self.root = root }

    mutating func next() -> BytePath? {
        while let entry = pending.popLast() {
            guard entry.isFolder, let entries = entries(of: entry.path) else { return entry.path }
            let keyed = entries.map { (key: $0.sortKey, entry: $0) }
            pending += keyed.sorted { $1.key.lexicographicallyPrecedes($0.key) }.map(\.entry)
        }
        return nil
    }

    private func entries(of folder: BytePath) -> [Entry]? {
        guard let stream = root.appending(folder).withCString({ opendir($0) }) else { return nil }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let found = readdir(stream) else { return errno == 0 ? entries : nil }
            let name = withUnsafePointer(to: &found.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 1) { BytePath(cString: $0) }
            }
            if name == BytePath(".") || name == BytePath("..") { continue }
            let path = folder.appending(name)
            switch kind(of: path, said: Int32(found.pointee.d_type)) {
            case .folder: entries.append(Entry(path: path, isFolder: true))
            case .file: entries.append(Entry(path: path, isFolder: false))
            case .other: break
            }
        }
    }

    private enum Kind {
        case folder, file, other
    }

    private func kind(of path: BytePath, said type: Int32) -> Kind {
        switch type {
        case Int32(DT_DIR): return .folder
        case Int32(DT_REG): return .file
        case Int32(DT_UNKNOWN): break
        default: return .other
        }
        var status = stat()
        // One that can't be asked is tried as a file, and the attempt says why.
        guard root.appending(path).withCString({ lstat($0, &status) }) == 0 else { return .file }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        default: .other
        }
    }
}
