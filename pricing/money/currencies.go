package money

// The active alphabetic codes of ISO 4217, each with its name. XXX (no currency
// involved) is left out: the zero Currency says that. BGN is kept for facts from
// before 2026.
const (
	AED Currency = 1<<10 | 5<<5 | 4    // UAE dirham
	AFN Currency = 1<<10 | 6<<5 | 14   // Afghani
	ALL Currency = 1<<10 | 12<<5 | 12  // Lek
	AMD Currency = 1<<10 | 13<<5 | 4   // Armenian dram
	AOA Currency = 1<<10 | 15<<5 | 1   // Kwanza
	ARS Currency = 1<<10 | 18<<5 | 19  // Argentine peso
	AUD Currency = 1<<10 | 21<<5 | 4   // Australian dollar
	AWG Currency = 1<<10 | 23<<5 | 7   // Aruban florin
	AZN Currency = 1<<10 | 26<<5 | 14  // Azerbaijan manat
	BAM Currency = 2<<10 | 1<<5 | 13   // Convertible mark
	BBD Currency = 2<<10 | 2<<5 | 4    // Barbados dollar
	BDT Currency = 2<<10 | 4<<5 | 20   // Taka
	BGN Currency = 2<<10 | 7<<5 | 14   // Bulgarian lev
	BHD Currency = 2<<10 | 8<<5 | 4    // Bahraini dinar
	BIF Currency = 2<<10 | 9<<5 | 6    // Burundi franc
	BMD Currency = 2<<10 | 13<<5 | 4   // Bermudian dollar
	BND Currency = 2<<10 | 14<<5 | 4   // Brunei dollar
	BOB Currency = 2<<10 | 15<<5 | 2   // Boliviano
	BOV Currency = 2<<10 | 15<<5 | 22  // Mvdol
	BRL Currency = 2<<10 | 18<<5 | 12  // Brazilian real
	BSD Currency = 2<<10 | 19<<5 | 4   // Bahamian dollar
	BTN Currency = 2<<10 | 20<<5 | 14  // Ngultrum
	BWP Currency = 2<<10 | 23<<5 | 16  // Pula
	BYN Currency = 2<<10 | 25<<5 | 14  // Belarusian ruble
	BZD Currency = 2<<10 | 26<<5 | 4   // Belize dollar
	CAD Currency = 3<<10 | 1<<5 | 4    // Canadian dollar
	CDF Currency = 3<<10 | 4<<5 | 6    // Congolese franc
	CHE Currency = 3<<10 | 8<<5 | 5    // WIR euro
	CHF Currency = 3<<10 | 8<<5 | 6    // Swiss franc
	CHW Currency = 3<<10 | 8<<5 | 23   // WIR franc
	CLF Currency = 3<<10 | 12<<5 | 6   // Unidad de fomento
	CLP Currency = 3<<10 | 12<<5 | 16  // Chilean peso
	CNY Currency = 3<<10 | 14<<5 | 25  // Yuan renminbi
	COP Currency = 3<<10 | 15<<5 | 16  // Colombian peso
	COU Currency = 3<<10 | 15<<5 | 21  // Unidad de valor real
	CRC Currency = 3<<10 | 18<<5 | 3   // Costa Rican colon
	CUP Currency = 3<<10 | 21<<5 | 16  // Cuban peso
	CVE Currency = 3<<10 | 22<<5 | 5   // Cabo Verde escudo
	CZK Currency = 3<<10 | 26<<5 | 11  // Czech koruna
	DJF Currency = 4<<10 | 10<<5 | 6   // Djibouti franc
	DKK Currency = 4<<10 | 11<<5 | 11  // Danish krone
	DOP Currency = 4<<10 | 15<<5 | 16  // Dominican peso
	DZD Currency = 4<<10 | 26<<5 | 4   // Algerian dinar
	EGP Currency = 5<<10 | 7<<5 | 16   // Egyptian pound
	ERN Currency = 5<<10 | 18<<5 | 14  // Nakfa
	ETB Currency = 5<<10 | 20<<5 | 2   // Ethiopian birr
	EUR Currency = 5<<10 | 21<<5 | 18  // Euro
	FJD Currency = 6<<10 | 10<<5 | 4   // Fiji dollar
	FKP Currency = 6<<10 | 11<<5 | 16  // Falkland Islands pound
	GBP Currency = 7<<10 | 2<<5 | 16   // Pound sterling
	GEL Currency = 7<<10 | 5<<5 | 12   // Lari
	GHS Currency = 7<<10 | 8<<5 | 19   // Ghana cedi
	GIP Currency = 7<<10 | 9<<5 | 16   // Gibraltar pound
	GMD Currency = 7<<10 | 13<<5 | 4   // Dalasi
	GNF Currency = 7<<10 | 14<<5 | 6   // Guinean franc
	GTQ Currency = 7<<10 | 20<<5 | 17  // Quetzal
	GYD Currency = 7<<10 | 25<<5 | 4   // Guyana dollar
	HKD Currency = 8<<10 | 11<<5 | 4   // Hong Kong dollar
	HNL Currency = 8<<10 | 14<<5 | 12  // Lempira
	HTG Currency = 8<<10 | 20<<5 | 7   // Gourde
	HUF Currency = 8<<10 | 21<<5 | 6   // Forint
	IDR Currency = 9<<10 | 4<<5 | 18   // Rupiah
	ILS Currency = 9<<10 | 12<<5 | 19  // New Israeli sheqel
	INR Currency = 9<<10 | 14<<5 | 18  // Indian rupee
	IQD Currency = 9<<10 | 17<<5 | 4   // Iraqi dinar
	IRR Currency = 9<<10 | 18<<5 | 18  // Iranian rial
	ISK Currency = 9<<10 | 19<<5 | 11  // Iceland krona
	JMD Currency = 10<<10 | 13<<5 | 4  // Jamaican dollar
	JOD Currency = 10<<10 | 15<<5 | 4  // Jordanian dinar
	JPY Currency = 10<<10 | 16<<5 | 25 // Yen
	KES Currency = 11<<10 | 5<<5 | 19  // Kenyan shilling
	KGS Currency = 11<<10 | 7<<5 | 19  // Som
	KHR Currency = 11<<10 | 8<<5 | 18  // Riel
	KMF Currency = 11<<10 | 13<<5 | 6  // Comorian franc
	KPW Currency = 11<<10 | 16<<5 | 23 // North Korean won
	KRW Currency = 11<<10 | 18<<5 | 23 // Won
	KWD Currency = 11<<10 | 23<<5 | 4  // Kuwaiti dinar
	KYD Currency = 11<<10 | 25<<5 | 4  // Cayman Islands dollar
	KZT Currency = 11<<10 | 26<<5 | 20 // Tenge
	LAK Currency = 12<<10 | 1<<5 | 11  // Lao kip
	LBP Currency = 12<<10 | 2<<5 | 16  // Lebanese pound
	LKR Currency = 12<<10 | 11<<5 | 18 // Sri Lanka rupee
	LRD Currency = 12<<10 | 18<<5 | 4  // Liberian dollar
	LSL Currency = 12<<10 | 19<<5 | 12 // Loti
	LYD Currency = 12<<10 | 25<<5 | 4  // Libyan dinar
	MAD Currency = 13<<10 | 1<<5 | 4   // Moroccan dirham
	MDL Currency = 13<<10 | 4<<5 | 12  // Moldovan leu
	MGA Currency = 13<<10 | 7<<5 | 1   // Malagasy ariary
	MKD Currency = 13<<10 | 11<<5 | 4  // Denar
	MMK Currency = 13<<10 | 13<<5 | 11 // Kyat
	MNT Currency = 13<<10 | 14<<5 | 20 // Tugrik
	MOP Currency = 13<<10 | 15<<5 | 16 // Pataca
	MRU Currency = 13<<10 | 18<<5 | 21 // Ouguiya
	MUR Currency = 13<<10 | 21<<5 | 18 // Mauritius rupee
	MVR Currency = 13<<10 | 22<<5 | 18 // Rufiyaa
	MWK Currency = 13<<10 | 23<<5 | 11 // Malawi kwacha
	MXN Currency = 13<<10 | 24<<5 | 14 // Mexican peso
	MXV Currency = 13<<10 | 24<<5 | 22 // Mexican unidad de inversion
	MYR Currency = 13<<10 | 25<<5 | 18 // Malaysian ringgit
	MZN Currency = 13<<10 | 26<<5 | 14 // Mozambique metical
	NAD Currency = 14<<10 | 1<<5 | 4   // Namibia dollar
	NGN Currency = 14<<10 | 7<<5 | 14  // Naira
	NIO Currency = 14<<10 | 9<<5 | 15  // Cordoba oro
	NOK Currency = 14<<10 | 15<<5 | 11 // Norwegian krone
	NPR Currency = 14<<10 | 16<<5 | 18 // Nepalese rupee
	NZD Currency = 14<<10 | 26<<5 | 4  // New Zealand dollar
	OMR Currency = 15<<10 | 13<<5 | 18 // Rial Omani
	PAB Currency = 16<<10 | 1<<5 | 2   // Balboa
	PEN Currency = 16<<10 | 5<<5 | 14  // Sol
	PGK Currency = 16<<10 | 7<<5 | 11  // Kina
	PHP Currency = 16<<10 | 8<<5 | 16  // Philippine peso
	PKR Currency = 16<<10 | 11<<5 | 18 // Pakistan rupee
	PLN Currency = 16<<10 | 12<<5 | 14 // Zloty
	PYG Currency = 16<<10 | 25<<5 | 7  // Guarani
	QAR Currency = 17<<10 | 1<<5 | 18  // Qatari rial
	RON Currency = 18<<10 | 15<<5 | 14 // Romanian leu
	RSD Currency = 18<<10 | 19<<5 | 4  // Serbian dinar
	RUB Currency = 18<<10 | 21<<5 | 2  // Russian ruble
	RWF Currency = 18<<10 | 23<<5 | 6  // Rwanda franc
	SAR Currency = 19<<10 | 1<<5 | 18  // Saudi riyal
	SBD Currency = 19<<10 | 2<<5 | 4   // Solomon Islands dollar
	SCR Currency = 19<<10 | 3<<5 | 18  // Seychelles rupee
	SDG Currency = 19<<10 | 4<<5 | 7   // Sudanese pound
	SEK Currency = 19<<10 | 5<<5 | 11  // Swedish krona
	SGD Currency = 19<<10 | 7<<5 | 4   // Singapore dollar
	SHP Currency = 19<<10 | 8<<5 | 16  // Saint Helena pound
	SLE Currency = 19<<10 | 12<<5 | 5  // Leone
	SOS Currency = 19<<10 | 15<<5 | 19 // Somali shilling
	SRD Currency = 19<<10 | 18<<5 | 4  // Surinam dollar
	SSP Currency = 19<<10 | 19<<5 | 16 // South Sudanese pound
	STN Currency = 19<<10 | 20<<5 | 14 // Dobra
	SVC Currency = 19<<10 | 22<<5 | 3  // El Salvador colon
	SYP Currency = 19<<10 | 25<<5 | 16 // Syrian pound
	SZL Currency = 19<<10 | 26<<5 | 12 // Lilangeni
	THB Currency = 20<<10 | 8<<5 | 2   // Baht
	TJS Currency = 20<<10 | 10<<5 | 19 // Somoni
	TMT Currency = 20<<10 | 13<<5 | 20 // Turkmenistan new manat
	TND Currency = 20<<10 | 14<<5 | 4  // Tunisian dinar
	TOP Currency = 20<<10 | 15<<5 | 16 // Pa'anga
	TRY Currency = 20<<10 | 18<<5 | 25 // Turkish lira
	TTD Currency = 20<<10 | 20<<5 | 4  // Trinidad and Tobago dollar
	TWD Currency = 20<<10 | 23<<5 | 4  // New Taiwan dollar
	TZS Currency = 20<<10 | 26<<5 | 19 // Tanzanian shilling
	UAH Currency = 21<<10 | 1<<5 | 8   // Hryvnia
	UGX Currency = 21<<10 | 7<<5 | 24  // Uganda shilling
	USD Currency = 21<<10 | 19<<5 | 4  // US dollar
	USN Currency = 21<<10 | 19<<5 | 14 // US dollar, next day
	UYI Currency = 21<<10 | 25<<5 | 9  // Uruguay peso in indexed units
	UYU Currency = 21<<10 | 25<<5 | 21 // Peso uruguayo
	UYW Currency = 21<<10 | 25<<5 | 23 // Unidad previsional
	UZS Currency = 21<<10 | 26<<5 | 19 // Uzbekistan sum
	VED Currency = 22<<10 | 5<<5 | 4   // Bolivar soberano (digital)
	VES Currency = 22<<10 | 5<<5 | 19  // Bolivar soberano
	VND Currency = 22<<10 | 14<<5 | 4  // Dong
	VUV Currency = 22<<10 | 21<<5 | 22 // Vatu
	WST Currency = 23<<10 | 19<<5 | 20 // Tala
	XAD Currency = 24<<10 | 1<<5 | 4   // Arab accounting dinar
	XAF Currency = 24<<10 | 1<<5 | 6   // CFA franc BEAC
	XAG Currency = 24<<10 | 1<<5 | 7   // Silver, one troy ounce
	XAU Currency = 24<<10 | 1<<5 | 21  // Gold, one troy ounce
	XBA Currency = 24<<10 | 2<<5 | 1   // Bond markets unit, EURCO
	XBB Currency = 24<<10 | 2<<5 | 2   // Bond markets unit, EMU-6
	XBC Currency = 24<<10 | 2<<5 | 3   // Bond markets unit, EUA-9
	XBD Currency = 24<<10 | 2<<5 | 4   // Bond markets unit, EUA-17
	XCD Currency = 24<<10 | 3<<5 | 4   // East Caribbean dollar
	XCG Currency = 24<<10 | 3<<5 | 7   // Caribbean guilder
	XDR Currency = 24<<10 | 4<<5 | 18  // Special drawing right
	XOF Currency = 24<<10 | 15<<5 | 6  // CFA franc BCEAO
	XPD Currency = 24<<10 | 16<<5 | 4  // Palladium, one troy ounce
	XPF Currency = 24<<10 | 16<<5 | 6  // CFP franc
	XPT Currency = 24<<10 | 16<<5 | 20 // Platinum, one troy ounce
	XSU Currency = 24<<10 | 19<<5 | 21 // Sucre
	XTS Currency = 24<<10 | 20<<5 | 19 // Code for tests
	XUA Currency = 24<<10 | 21<<5 | 1  // ADB unit of account
	YER Currency = 25<<10 | 5<<5 | 18  // Yemeni rial
	ZAR Currency = 26<<10 | 1<<5 | 18  // Rand
	ZMW Currency = 26<<10 | 13<<5 | 23 // Zambian kwacha
	ZWG Currency = 26<<10 | 23<<5 | 7  // Zimbabwe gold
)

// minor is one row of the table of currencies.
type minor struct {
	currency Currency
	digits   uint8
}

// minors holds the minor-unit digits of every currency, in the order of the codes.
// Where ISO 4217 gives none (metals, bond units), it holds 0.
var minors = [...]minor{
	{AED, 2}, {AFN, 2}, {ALL, 2}, {AMD, 2}, {AOA, 2}, {ARS, 2},
	{AUD, 2}, {AWG, 2}, {AZN, 2}, {BAM, 2}, {BBD, 2}, {BDT, 2},
	{BGN, 2}, {BHD, 3}, {BIF, 0}, {BMD, 2}, {BND, 2}, {BOB, 2},
	{BOV, 2}, {BRL, 2}, {BSD, 2}, {BTN, 2}, {BWP, 2}, {BYN, 2},
	{BZD, 2}, {CAD, 2}, {CDF, 2}, {CHE, 2}, {CHF, 2}, {CHW, 2},
	{CLF, 4}, {CLP, 0}, {CNY, 2}, {COP, 2}, {COU, 2}, {CRC, 2},
	{CUP, 2}, {CVE, 2}, {CZK, 2}, {DJF, 0}, {DKK, 2}, {DOP, 2},
	{DZD, 2}, {EGP, 2}, {ERN, 2}, {ETB, 2}, {EUR, 2}, {FJD, 2},
	{FKP, 2}, {GBP, 2}, {GEL, 2}, {GHS, 2}, {GIP, 2}, {GMD, 2},
	{GNF, 0}, {GTQ, 2}, {GYD, 2}, {HKD, 2}, {HNL, 2}, {HTG, 2},
	{HUF, 2}, {IDR, 2}, {ILS, 2}, {INR, 2}, {IQD, 3}, {IRR, 2},
	{ISK, 0}, {JMD, 2}, {JOD, 3}, {JPY, 0}, {KES, 2}, {KGS, 2},
	{KHR, 2}, {KMF, 0}, {KPW, 2}, {KRW, 0}, {KWD, 3}, {KYD, 2},
	{KZT, 2}, {LAK, 2}, {LBP, 2}, {LKR, 2}, {LRD, 2}, {LSL, 2},
	{LYD, 3}, {MAD, 2}, {MDL, 2}, {MGA, 2}, {MKD, 2}, {MMK, 2},
	{MNT, 2}, {MOP, 2}, {MRU, 2}, {MUR, 2}, {MVR, 2}, {MWK, 2},
	{MXN, 2}, {MXV, 2}, {MYR, 2}, {MZN, 2}, {NAD, 2}, {NGN, 2},
	{NIO, 2}, {NOK, 2}, {NPR, 2}, {NZD, 2}, {OMR, 3}, {PAB, 2},
	{PEN, 2}, {PGK, 2}, {PHP, 2}, {PKR, 2}, {PLN, 2}, {PYG, 0},
	{QAR, 2}, {RON, 2}, {RSD, 2}, {RUB, 2}, {RWF, 0}, {SAR, 2},
	{SBD, 2}, {SCR, 2}, {SDG, 2}, {SEK, 2}, {SGD, 2}, {SHP, 2},
	{SLE, 2}, {SOS, 2}, {SRD, 2}, {SSP, 2}, {STN, 2}, {SVC, 2},
	{SYP, 2}, {SZL, 2}, {THB, 2}, {TJS, 2}, {TMT, 2}, {TND, 3},
	{TOP, 2}, {TRY, 2}, {TTD, 2}, {TWD, 2}, {TZS, 2}, {UAH, 2},
	{UGX, 0}, {USD, 2}, {USN, 2}, {UYI, 0}, {UYU, 2}, {UYW, 4},
	{UZS, 2}, {VED, 2}, {VES, 2}, {VND, 0}, {VUV, 0}, {WST, 2},
	{XAD, 2}, {XAF, 0}, {XAG, 0}, {XAU, 0}, {XBA, 0}, {XBB, 0},
	{XBC, 0}, {XBD, 0}, {XCD, 2}, {XCG, 2}, {XDR, 0}, {XOF, 0},
	{XPD, 0}, {XPF, 0}, {XPT, 0}, {XSU, 0}, {XTS, 0}, {XUA, 0},
	{YER, 2}, {ZAR, 2}, {ZMW, 2}, {ZWG, 2},
}
