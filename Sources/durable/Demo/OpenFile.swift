import Foundation

/// A regular file that is open for reading.
struct OpenFile: ~Copyable {
    private let descriptor: Int32

    /// - Throws: ``DigestFailure`` where it can't be opened or is no regular file.
    init(_ path: BytePath) throws(DigestFailure) {
        // Opening a pipe, which may have taken the file's place, must not wait for someone to write into it.
        let (descriptor, code) = path.withCString { path in
            (open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), errno)
        }
        if descriptor < 0 { throw DigestFailure("can't be opened", errno: code) }
        do throws(DigestFailure) {
            try Self.checkIsRegular(descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    private static func checkIsRegular(_ descriptor: Int32) throws(DigestFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DigestFailure("can't be read", errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw DigestFailure("is a folder that could not be listed")
        default: throw DigestFailure("is no regular file any more")
        }
    }

    deinit { close(descriptor) }

    /// - Returns: How many bytes were read; 0 at the end.
    func read(into buffer: inout [UInt8]) throws(DigestFailure) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            if errno != EINTR { throw DigestFailure("can't be read", errno: errno) }
        }
    }
}
