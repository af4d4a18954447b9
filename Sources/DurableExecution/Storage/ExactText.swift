internal import Foundation

/// A text that equals another only if they have the same bytes, as in a database; a `String` also equals every other
/// spelling of the same characters.
///
/// Storages compare ids and task ids like this: `"\u{e9}"` and `"e\u{301}"` are two ids.
public struct ExactText: Sendable, Hashable {
    /// The text itself.
    public let string: String

    /// Takes a text as its bytes.
    public init(_ string: String) {
        self.string = string
    }

    public static func == (left: ExactText, right: ExactText) -> Bool {
        // As memory; only a text that another runtime has lent has to be walked through.
        let areSame = left.string.utf8.withContiguousStorageIfAvailable { left in
            right.string.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count, let leftBytes = left.baseAddress, let rightBytes = right.baseAddress
                else { return left.count == right.count }
                return memcmp(leftBytes, rightBytes, left.count) == 0
            }
        }
        return (areSame ?? nil) ?? left.string.utf8.elementsEqual(right.string.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
