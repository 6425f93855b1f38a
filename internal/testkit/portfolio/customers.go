package main

import (
	"github.com/partnerhub/partnerhub"
)

const external = partnerhub.ManagedByExternal

// accounts are the customers, c-01 first. A new one goes to the end: its place
// is its id.
var accounts = []account{
	{name: "Alpenglas AG", country: "CH", tags: "dach gold", signIn: "2026-01-28", has: []entitlement{
		renewing("2025-03-01", 12, "48000 CHF", meetings(250, steady(92, 64)), calling(120, steady(52, 70).to(83, 76))).
			changed("2025-09-15", partnerhub.Meetings, 50, "6000 CHF"),
	}},
	{name: "Bäckerei Südwind GmbH", country: "DE", tags: "dach retail", signIn: "2026-01-19", has: []entitlement{
		ending("2025-02-18", 12, "5760 EUR", meetings(40, steady(85, 55)), messaging(40, steady(98, 80))),
	}},
	{name: "Grünfelder Maschinenbau GmbH & Co. KG", country: "DE", tags: "dach gold industry", signIn: "2026-01-29", has: []entitlement{
		renewing("2024-04-15", 36, "612000 EUR",
			meetings(1200, steady(78, 50).to(89, 58)), calling(900, steady(74, 66).to(83, 71)),
			messaging(1200, steady(91, 72)), devices(85, steady(94, 97))).
			changed("2025-04-15", partnerhub.Meetings, 200, "48000 EUR"),
		onTrial("2026-01-12", 45, contactCenter(40, steady(10, 60).to(65, 80))),
	}},
	{name: "Weißbach Logistik GmbH", country: "DE", tags: "dach", signIn: "2026-01-08", has: []entitlement{
		renewing("2025-06-01", 12, "25920 EUR", meetings(180, steady(83, 62).to(66, 41))).
			billed(3).unpaid(2).suspended("2026-01-15"),
	}},
	{name: "Fördeblick Kliniken gGmbH", country: "DE", tags: "dach health public", signIn: "2026-01-30", has: []entitlement{
		renewing("2024-05-01", 24, "1044000 EUR",
			meetings(1500, steady(71, 52).to(76, 57)), calling(2200, steady(94, 81)),
			contactCenter(80, steady(90, 93)), devices(310, steady(97, 95))),
	}},
	{name: "Hafenkontor Övelgund KG", country: "DE", tags: "dach", signIn: "2026-01-27", has: []entitlement{
		renewing("2025-09-10", 12, "9360 EUR", meetings(65, steady(94, 70).to(118, 74))),
	}},
	{name: "Straßenbau Heißmoor GmbH", country: "DE", tags: "dach", signIn: "2025-11-20", has: []entitlement{
		renewing("2025-08-01", 12, "4320 EUR", meetings(30, steady(70, 32))),
	}},
	{name: "Zweckverband Wasserversorgung Oberes Mühlental und angrenzende Gemeinden", country: "DE", tags: "dach public",
		signIn: "2026-01-14", has: []entitlement{
			renewing("2023-07-01", 36, "32400 EUR", meetings(75, steady(80, 46)), calling(60, steady(97, 72))),
		}},
	{name: "Tannhöhe Hotels & Spa GmbH", country: "AT", tags: "dach hospitality", signIn: "2026-01-25", has: []entitlement{
		renewing("2025-12-01", 12, "17280 EUR", meetings(60, steady(20, 30).to(71, 64)), calling(110, steady(35, 70).to(88, 79))),
		onTrial("2026-01-20", 30, webinars(5, steady(20, 50).to(80, 75))),
	}},
	{name: "Sägewerk Kreuzbichl e.U.", country: "AT", tags: "dach small", signIn: unknown, has: []entitlement{
		renewing("2025-05-12", 12, "864 EUR", meetings(6, steady(84, 60)), callOnWebex(6, steady(100, 70))),
	}},
	{name: "Ostseeküche Catering UG", country: "DE", tags: "dach small", signIn: never, has: []entitlement{
		renewing("2025-10-01", 12, "576 EUR", meetings(4, steady(50, 50))),
	}},
	{name: "Kanzlei Brandtner, Özdal & Partner", country: "DE", tags: "dach legal", signIn: "2026-01-22", has: []entitlement{
		renewing("2025-03-20", 12, "3600 EUR", meetings(25, steady(96, 77))),
		renewing("2025-07-01", 0, "", calling(25, steady(92, 85))),
		renewing("2025-09-20", 6, "1500 EUR", translations(10, steady(40, 50).to(80, 60))),
	}},
	{name: "Uhrenmanufaktur Rössliberg SA", country: "CH", tags: "dach gold", signIn: "2026-01-23", has: []entitlement{
		ending("2025-02-15", 12, "21600 CHF", meetings(110, steady(86, 61))),
		renewing("2026-02-15", 12, "28800 CHF", meetings(140, notMeasured), calling(40, notMeasured)).ordered("2026-01-09"),
	}},
	{name: "Bergbahnen Hochkaar AG", country: "CH", tags: "dach", signIn: "2026-01-17", managedBy: external, has: []entitlement{
		renewing("2025-02-10", 12, "30240 CHF", calling(140, steady(88, 74)), meetings(35, steady(77, 40))).renewed("2026-01-16"),
	}},
	{name: "Glashütte Föhrental GmbH", country: "DE", tags: "dach", signIn: "2026-01-07", has: []entitlement{
		ending("2024-11-30", 12, "6480 EUR", meetings(45, steady(66, 40).to(30, 20))),
	}},
	{name: "Klangwerk Orgelbau Sommerau", country: "DE", tags: "dach prospect", signIn: "2026-01-26", has: []entitlement{
		onTrial("2026-01-12", 60, meetings(15, steady(40, 60).to(87, 70)), calling(15, steady(20, 60).to(60, 70))),
	}},
	{name: "Stadtwerke Quellheim AöR", country: "DE", tags: "dach public", signIn: "2026-01-12", has: []entitlement{
		renewing("2024-02-01", 36, "186000 EUR", meetings(420, steady(58, 49)), calling(380, steady(93, 77)), devices(60, steady(90, 96))).
			renewed("2025-01-14"),
	}},
	{name: "Müllerhof Käserei eG", country: "DE", tags: "dach", signIn: "2026-01-05", has: []entitlement{
		undecided("2025-04-01", 12, "2880 EUR", meetings(20, steady(75, 35).withoutQuarter())),
	}},
	{name: "Elbbogen Lernhilfe e.V.", country: "DE", tags: "dach education", signIn: "2026-01-20", has: []entitlement{
		renewing("2025-11-15", 12, "1800 EUR", meetings(12, steady(42, 70).to(92, 81)), webinars(2, steady(50, 100))),
	}},
	{name: "Donauknie Verlag GmbH", country: "AT", tags: "dach media", signIn: "2026-01-11", has: []entitlement{
		renewing("2025-06-15", 12, "2400 EUR", messaging(80, steady(90, 71))),
	}},
	{name: "Société Fromagère de l'Étang Rond", country: "FR", tags: "retail", signIn: "2026-01-15", has: []entitlement{
		ending("2025-03-31", 12, "12600 EUR", meetings(70, steady(88, 59)), calling(30, steady(80, 66))),
	}},
	// The name is written with a combining accent.
	{name: "Cafe\u0301 Solaire SàRL", country: "LU", tags: "small retail", signIn: "2026-01-21", has: []entitlement{
		renewing("2025-03-05", 12, "1296 EUR", meetings(9, steady(89, 50))),
	}},
	{name: "Brûlerie du Vieux-Quai", country: "FR", tags: "prospect small", signIn: "2025-12-15", has: []entitlement{
		onTrial("2025-11-10", 60, meetings(10, steady(30, 60).to(10, 20))),
	}},
	{name: "O'Malhoun & Finchley Shipping Ltd", country: "IE", tags: "gold", signIn: "2026-01-29", has: []entitlement{
		renewing("2025-01-20", 36, "97200 EUR", meetings(160, steady(93, 66)), calling(150, steady(96, 83)), webinars(10, steady(70, 60))).
			cancelled("2026-04-20", "2026-01-19"),
	}},
	{name: "Harrow & Thistledown Solicitors LLP", country: "GB", tags: "legal", signIn: "2026-01-30", has: []entitlement{
		renewing("2025-04-08", 12, "14040 GBP", meetings(48, steady(96, 80)), calling(50, steady(94, 84).to(116, 83))),
	}},
	{name: "Nimbus & Quillfeather Publishing", country: "GB", tags: "media", signIn: "2025-12-10", managedBy: external, has: []entitlement{
		renewing("2025-05-20", 12, "4608 GBP", meetings(32, steady(81, 62).to(72, 30))),
	}},
	{name: "Łąkowa Precyzja Sp. z o.o.", country: "PL", tags: "industry", signIn: "2026-01-27", has: []entitlement{
		renewing("2025-11-20", 12, "27000 EUR", meetings(150, steady(15, 50).to(84, 68))).notSetUp(),
	}},
	{name: "Señalética Peñalarga S.L.", country: "ES", tags: "", signIn: "2026-01-18", has: []entitlement{
		ending("2025-04-24", 12, "3240 EUR", meetings(22, steady(82, 51)), messaging(22, steady(91, 66))),
	}},
	{name: "Ångsbro Möbelverk AB", country: "SE", tags: "nordics industry", signIn: "2026-01-28", has: []entitlement{
		renewing("2024-10-01", 24, "79200 EUR", meetings(220, steady(91, 60)), calling(200, steady(45, 52))),
		renewing("2025-12-01", 10, "9000 EUR", meetings(30, steady(40, 50).to(80, 62))),
	}},
	{name: "Smørdal & Søn ApS", country: "DK", tags: "nordics", signIn: "2026-01-24", has: []entitlement{
		renewing("2025-04-02", 12, "2592 EUR", meetings(18, steady(89, 67)), calling(18, steady(100, 82))),
	}},
	{name: "Çınarköy Tekstil A.Ş.", country: "TR", tags: "industry", signIn: "2026-01-10", managedBy: external, has: []entitlement{
		renewing("2025-07-10", 12, "43200 USD", meetings(300, steady(85, 55).withoutUsed(3)), calling(130, steady(76, 60))),
	}},
	{name: "Ελαιώνας Αφοί Λιβαδερού Α.Ε.", country: "GR", tags: "retail", signIn: "2026-01-16", has: []entitlement{
		undecided("2025-02-25", 12, "5400 EUR", meetings(38, steady(79, 44)), calling(12, steady(75, 58))),
	}},
	{name: "月兎精密工業株式会社", country: "JP", tags: "apac gold industry", signIn: "2026-01-30", has: []entitlement{
		renewing("2025-04-01", 12, "14400000 JPY",
			meetings(640, steady(90, 71)), calling(520, steady(89, 78)), translations(200, steady(61, 48).to(78, 66))),
	}},
	{name: "霧ヶ浜デザイン合同会社", country: "JP", tags: "apac small", signIn: "2026-01-29", has: []entitlement{
		ending("2025-03-15", 12, "150000 JPY", meetings(8, steady(100, 90))),
	}},
	{name: "北湾星月软件有限公司", country: "CN", tags: "apac", signIn: "2026-01-26", managedBy: external, has: []entitlement{
		renewing("2024-09-01", 24, "316800 USD", meetings(2400, steady(86, 69)), messaging(2400, steady(95, 88))),
	}},
	{name: "달빛나루 물류 주식회사", country: "KR", tags: "apac", signIn: "2026-01-13", has: []entitlement{
		renewing("2025-08-18", 12, "18000 USD", meetings(130, steady(74, 48)), calling(125, steady(103, 86).to(112, 88))),
	}},
	{name: "Příkladovské pekárny s.r.o.", country: "CZ", tags: "retail", signIn: "2025-12-28", has: []entitlement{
		renewing("2025-06-20", 12, "4032 EUR", meetings(28, steady(86, 45))),
	}},
	{name: "Vale do Sobreiro Cortiças Lda.", country: "PT", tags: "", signIn: "2026-01-09", has: []entitlement{
		renewing("2025-12-10", 12, "2376 EUR", meetings(16, notMeasured)).ordered("2025-11-28").notSetUp(),
	}},
	{name: "Blue Heronfield Fabrication Inc.", country: "US", tags: "americas industry", signIn: "2026-01-29", has: []entitlement{
		renewing("2025-02-20", 12, "75600 USD", meetings(350, steady(88, 63)), calling(340, steady(91, 80)), contactCenter(25, steady(80, 90))).
			billed(3),
	}},
	{name: "Prairie Lantern Cooperative", country: "US", tags: "americas", signIn: "2026-01-06", has: []entitlement{
		ending("2025-02-06", 12, "7344 USD", meetings(51, steady(84, 38).to(69, 27)), calling(40, steady(78, 52).to(60, 40))),
	}},
	{name: "Maple Narrows School District", country: "CA", tags: "americas education public", signIn: "2026-01-30", has: []entitlement{
		renewing("2025-08-15", 12, "230400 USD", meetings(3200, steady(22, 60).to(41, 72)), webinars(40, steady(55, 60))),
	}},
	{name: "Tūī Valley Dairy Ltd", country: "NZ", tags: "apac", signIn: "2026-01-07", has: []entitlement{
		renewing("2025-05-05", 12, "6912 USD", meetings(48, steady(82, 58).lastMeasured("2025-12-12")), calling(22, steady(86, 77).lastMeasured("2025-12-12"))),
	}},
	{name: "Đồng Sen Thủy Sản JSC", country: "VN", tags: "apac", signIn: "2026-01-22", managedBy: external, has: []entitlement{
		renewing("2025-10-15", 12, "13680 USD", meetings(95, steady(61, 45)), messaging(95, steady(88, 70))),
	}},
	{name: "Istituto Sant'Orsenigo di Montelago", country: "IT", tags: "education", signIn: "2026-01-20", has: []entitlement{
		renewing("2024-09-01", 24, "57600 EUR", meetings(260, steady(54, 60)), webinars(20, steady(75, 66))),
	}},
	{name: "Coral Quayside Resorts Pty Ltd", country: "AU", tags: "apac hospitality", signIn: "2026-01-25", has: []entitlement{
		renewing("2025-03-10", 12, "19440 USD", meetings(90, steady(93, 57)), calling(95, steady(86, 69)), callOnWebex(40, steady(65, 50))),
	}},
	{name: "Fjordlykt Rederi AS", country: "NO", tags: "nordics", signIn: "2026-01-23", has: []entitlement{
		renewing("2025-01-28", 24, "36000 EUR", meetings(125, steady(104, 72).to(110, 75)), calling(75, steady(93, 79))),
	}},
	{name: "Járnvíkur Fiskvinnsla hf.", country: "IS", tags: "nordics small", signIn: "2026-01-28", has: []entitlement{
		ending("2025-02-09", 12, "1008 EUR", meetings(7, steady(72, 40)), calling(5, steady(80, 60))),
	}},
	{name: "Őrségliget Faház Kft.", country: "HU", tags: "small", signIn: "2025-10-30", has: []entitlement{
		renewing("2025-09-01", 12, "720 EUR", meetings(5, steady(80, 34))),
	}},
	{name: "Valea Brazilor Mobilă SRL", country: "RO", tags: "industry", signIn: "2026-01-12", has: []entitlement{
		renewing("2025-06-05", 12, "8280 EUR", meetings(58, steady(52, 41)), calling(35, steady(46, 50))),
	}},
	{name: "Vodopádna Energia a.s.", country: "SK", tags: "public", signIn: "2026-01-21", has: []entitlement{
		renewing("2025-08-01", 12, "33600 EUR", meetings(190, steady(81, 53).withoutAssigned(5)), calling(170, steady(72, 61))).
			billed(3).unpaid(1),
	}},
	{name: "Oude Sluiskade Architecten B.V.", country: "NL", tags: "design", signIn: "2026-01-27", has: []entitlement{
		renewing("2025-04-17", 12, "5184 EUR", meetings(36, steady(97, 81))),
		onTrial("2025-12-20", 90, translations(12, steady(25, 40).to(75, 60))),
	}},
	{name: "Les Éditions du Hibou Rêveur inc.", country: "CA", tags: "americas media", signIn: "2026-01-15", has: []entitlement{
		ending("2025-12-15", 3, "1080 USD", meetings(30, steady(30, 40).to(63, 55))),
	}},
	{name: "Global Consortium for Sustainable Harbour Logistics and Inland Waterway Research", country: "NL", tags: "gold research",
		signIn: "2026-01-29", has: []entitlement{
			renewing("2024-03-12", 24, "264000 EUR", meetings(1100, steady(83, 61)), webinars(60, steady(80, 77)), messaging(1100, steady(90, 75))).
				changed("2025-10-06", partnerhub.Meetings, 100, "12000 EUR"),
		}},
	{name: "Savanna Lantern Foundation", country: "KE", tags: "nonprofit", signIn: "2026-01-19", managedBy: external, has: []entitlement{
		ending("2025-05-01", 12, "4320 USD", meetings(60, steady(55, 62))),
	}},
	{name: "Lumen Orchardson Biotech Pte. Ltd.", country: "SG", tags: "apac health", signIn: "2026-01-30", has: []entitlement{
		renewing("2026-01-10", 12, "30240 USD", meetings(210, steady(24, 50).to(49, 60)), calling(60, steady(30, 60).to(52, 70))),
	}},
	{name: "Hügel & Täler Reisen GmbH", country: "DE", tags: "dach hospitality", signIn: "2026-01-04", has: []entitlement{
		renewing("2025-02-28", 12, "7920 EUR", meetings(55, steady(94, 55).to(67, 34)), calling(20, steady(90, 60))).
			cancelled("2026-02-10", "2025-12-22"),
	}},
	{name: "Wolkenfels Datentechnik GmbH", country: "DE", tags: "dach gold", signIn: "2026-01-30", has: []entitlement{
		renewing("2025-11-05", 36, "673920 EUR", meetings(1040, steady(60, 58).to(93, 74)), calling(1020, steady(51, 66).to(90, 80)),
			messaging(1040, steady(70, 71).to(97, 86)), devices(120, steady(40, 92).to(96, 95))),
	}},
	{name: "Kupferkessel Brauerei KG", country: "DE", tags: "dach retail", signIn: "2026-01-16", has: []entitlement{
		renewing("2025-06-25", 12, "3888 EUR", meetings(27, steady(100, 61).to(126, 66)), devices(8, steady(100, 100))),
	}},
	{name: "Ährental & Korn Mühlenbetriebe AG", country: "DE", tags: "dach industry", signIn: "2026-01-14", has: []entitlement{
		renewing("2025-10-20", 12, "21600 EUR", meetings(105, steady(88, 52))),
		renewing("2026-02-16", 12, "16800 EUR", calling(100, notMeasured)).ordered("2026-01-26").notSetUp(),
	}},
	{name: "Zirbenhof Genossenschaft", country: "IT", tags: "dach", signIn: "2026-01-03", has: []entitlement{
		renewing("2025-05-15", 12, "8640 EUR", meetings(43, steady(93, 49)), calling(42, steady(88, 71))).
			billed(3).unpaid(1).suspended("2026-01-26"),
	}},
	{name: "Quittenhain Stiftung", country: "DE", tags: "dach nonprofit prospect", signIn: unknown},
	{name: "Morgentau Pflegedienste gGmbH", country: "DE", tags: "dach health", signIn: "2026-01-28", has: []entitlement{
		renewing("2025-10-28", 12, "9504 EUR", meetings(33, steady(88, 60)), calling(33, steady(109, 88).to(121, 90))),
	}},
	{name: "Sternwarte Hohenlicht e.V.", country: "DE", tags: "dach education small", signIn: "2025-12-22", has: []entitlement{
		ending("2024-12-20", 12, "432 EUR", meetings(3, steady(67, 50)), webinars(1, steady(100, 50))),
		renewing("2025-12-20", 12, "576 EUR", meetings(4, steady(75, 50).to(100, 75)), webinars(1, steady(100, 100))),
	}},
}
