/// Memory for the texts bound to a statement: they are copied here once, and SQLite need not copy them again.
struct BindingArena {
    private static let blockSize = 64 * 1024

    private var block = UnsafeMutablePointer<UInt8>.allocate(capacity: BindingArena.blockSize)
    private var used = 0
    /// Blocks that are full, and texts too long for a block.
    private var others: [UnsafeMutablePointer<UInt8>] = []

    mutating func copy(_ bytes: UnsafePointer<UInt8>, count: Int) -> UnsafePointer<UInt8> {
        if count > Self.blockSize - used {
            if count > Self.blockSize / 4 {
                let own = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
                own.update(from: bytes, count: count)
                others.append(own)
                return UnsafePointer(own)
            }
            others.append(block)
            block = .allocate(capacity: Self.blockSize)
            used = 0
        }
        let copy = block + used
        copy.update(from: bytes, count: count)
        used += count
        return UnsafePointer(copy)
    }

    /// Gives up what was copied, and all memory beyond one block.
    mutating func removeAll() {
        used = 0
        if others.isEmpty { return }
        for block in others { block.deallocate() }
        others.removeAll()
    }

    mutating func deallocate() {
        removeAll()
        block.deallocate()
    }
}
