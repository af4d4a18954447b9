internal import Foundation

/// A text that equals another only if they have the same bytes, as in a database; a `String` also equals every other
/// spelling of the same characters.
package struct ExactText: Sendable, Hashable {
    package let string: String

    package init(_ string: String) {
        self.string = string
    }

    package static func == (left: ExactText, right: ExactText) -> Bool {
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

    package func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
