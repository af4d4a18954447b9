import Foundation

/// What is stored of an encrypted payload, in ASCII.
struct EncryptedText {
    /// What a text is bound to, besides its key.
    enum Version: String, CaseIterable {
        /// The execution. It is only read.
        case first = "enc1"
        /// The column, the task and the execution.
        case second = "enc2"

        static let current = second
    }

    let version: Version
    let keyID: String
    let box: Data

    init(_ version: Version, keyID: String, box: Data) {
        self.version = version
        self.keyID = keyID
        self.box = box
    }

    /// `nil` where the text is not exactly what ``text`` writes.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let version = Version(rawValue: String(parts[0])) else { return nil }
        let unpadded = parts[2].replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - unpadded.utf8.count % 4) % 4)
        guard let box = Data(base64Encoded: unpadded + padding) else { return nil }
        self.init(version, keyID: String(parts[1]), box: box)
        // Base64 has several texts for the same bytes, and whoever changed one would not be noticed.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    var text: String {
        let base64 = box.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "\(version.rawValue).\(keyID).\(base64.prefix { $0 != "=" })"
    }

    /// Whether the text means to be encrypted, also in a form that is not known here.
    static func isClaimed(by text: String) -> Bool {
        text.hasPrefix("enc")
    }
}
