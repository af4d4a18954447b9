import Foundation
import Testing

@Suite struct CatalogueTests {
    @Test func everyLibraryOfTheManifestHasACatalogue() throws {
        let manifest = try #require(
            try? String(contentsOf: Document.projectFolder.appending(path: "Package.swift"), encoding: .utf8))
        let libraries = manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
        #expect(Catalogue.all.map(\.module) == libraries.sorted())
        #expect(Catalogue.all.allSatisfy { $0.landingPage?.lines.first == "# ``\($0.module)``" })
    }

    @Test(arguments: Catalogue.all)
    func theSymbolsThatACatalogueLinksToArePublicDeclarations(_ catalogue: Catalogue) throws {
        let declarations = try PublicDeclarations(ofModule: catalogue.module)
        for document in catalogue.documents {
            for link in document.symbolLinks where link != catalogue.module {
                #expect(declarations.contain(link), "\(document.path) links to \(link)")
            }
        }
    }

    @Test(arguments: Catalogue.all)
    func theDocumentsThatACatalogueLinksToAreInIt(_ catalogue: Catalogue) {
        for document in catalogue.documents {
            for link in document.documentLinks {
                #expect(catalogue.documentNames.contains(link), "\(document.path) links to \(link)")
            }
        }
    }

    @Test(arguments: Catalogue.all)
    func theLandingPageLeadsToEveryDocument(_ catalogue: Catalogue) {
        let linked = catalogue.landingPage?.documentLinks ?? []
        #expect(Set(linked + [catalogue.module]).isSuperset(of: catalogue.documentNames))
    }

    @Test func aLinkToWhatIsNotPublicIsFound() {
        let declarations = PublicDeclarations(
            """
            public struct Order: Sendable {
                public let amount: Int
                let secret: Int
                public init(amount: Int) {}
            }
            public enum State {
                case open, paid
                // public func gone() {}
            }
            struct Hidden {}
            """
        )
        for link in ["Order", "Order/amount", "Order/init(amount:)", "State/paid"] {
            #expect(declarations.contain(link), "\(link)")
        }
        for link in ["Hidden", "Order/secret", "Order/total", "State/gone()", "amounts", ""] {
            #expect(!declarations.contain(link), "\(link)")
        }
    }
}
