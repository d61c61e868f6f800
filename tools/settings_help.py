"""What each sheet and column of the settings is for, in the words the officer reads."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A column: its header (a contract with the program), note, width and choices.

    An optional one may be absent from the files of rows.
    """

    header: str
    note: str
    width: int
    choices: tuple[str, ...] | str = field(default=())
    only_choices: bool = True
    number: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the file its rows come from, one sentence, its columns."""

    name: str
    file: str
    explanation: str
    columns: tuple[Column, ...]
    frozen_columns: int = 0


SET_CODES = "'Bộ chỉ tiêu'!$A$3:$A$50"
KINDS = ("đếm", "tiền", "đo lường", "tỷ lệ", "đạt/không")
COLUMN_KINDS = (
    "tên", "chữ", "lựa chọn", "phân tổ", "đếm", "tiền", "đo lường", "tỷ lệ", "ngày", "đánh dấu",
)  # fmt: skip
OVER_UNITS = ("cộng", "không cộng", "bình quân theo htx.so_luong", "bình quân theo tht.so_luong")
OVER_PERIODS = ("thời điểm", "lũy kế", "phát sinh")
OPERATIONS = ("đếm", "tổng", "bình quân", "bình quân theo lao_dong")
COMPARISONS = (
    "từ … trở lên", "trên", "không quá", "dưới", "bằng", "khoảng", "từ … đến …", "nhận định",
    "tất cả các phần", "một trong các phần",
)  # fmt: skip
EXTENTS = ("toàn bộ", "một phần", "ngoài danh sách")
STARTS = ("đầu năm", "ngày thành lập")
BASES = ("thực hiện", "ước cả năm", "nhận định")
MEANINGS = ("không có số liệu", "bằng 0", "có", "không")
CONDITION = (
    "Điều kiện để một dòng của danh sách được tính, ghi theo mã cột. Ví dụ:\n"
    "tinh_trang = Đang hoạt động\nlai > 0\nngay_thanh_lap >= 12/8/2021\n"
    "ngay_thanh_lap trong năm báo cáo\ntrinh_do có ghi\nda_dich_vu = x\n"
    "xep_loai = Tốt; Khá (một trong các giá trị)\nxep_loai khác Yếu; Chưa đánh giá\n"
    "Có nhiều điều kiện thì dòng phải thỏa mãn tất cả."
)
SET_NOTE = "Mã của nghị quyết, kế hoạch; chọn trong các mã đã ghi ở trang Bộ chỉ tiêu."

OFFICE = Sheet(
    "Cơ quan", "co-quan",
    "Thông tin về cơ quan tổng hợp, dùng để ghi đầu phụ lục, thư và thông báo.",
    (
        Column("Mục", "Tên mục, giữ nguyên.", 22),
        Column("Giá trị", "Ghi như trên văn bản của cơ quan.", 44),
        Column("Giải thích", "Mục này được dùng ở đâu; chỉ để đọc.", 60),
    ),
)  # fmt: skip

LETTER_ROWS = (
    "Người nhận", "Đồng gửi", "Tên cơ quan", "Tiêu đề", "Lời chào", "Nội dung", "Chữ ký",
    "Nhắc gửi báo cáo",
)  # fmt: skip
LETTER = Sheet(
    "Thư", "thu",
    "Thư gửi kèm phụ lục và tin nhắc đơn vị chưa gửi báo cáo: người nhận và lời văn. Mục để trống "
    "thì dùng lời văn có sẵn.",
    (
        Column(
            "Mục",
            "Người nhận, Đồng gửi: địa chỉ thư điện tử.\nNội dung, Chữ ký, Nhắc gửi báo cáo: mỗi "
            "đoạn một dòng, có thể thêm dòng cùng tên mục.",
            20, LETTER_ROWS,
        ),
        Column(
            "Giá trị",
            "Chỗ điền trong ngoặc nhọn được thay khi chạy: {kỳ}, {cơ quan}, {lĩnh vực}, {văn bản}, "
            "{ngày số liệu}, {tóm tắt}, {bảng}, {chưa đạt}, {đạt}, {chưa đủ số liệu}, "
            "{chưa đánh giá}, {thiếu đơn vị}, {tệp}; trong tin nhắc còn có {chưa gửi}, "
            "{chưa dùng được}, {hạn gửi}, {hạn bổ sung}.\nĐoạn có chỗ điền mà không có gì để điền "
            "thì được bỏ.",
            90,
        ),
        Column("Giải thích", "Chỉ để đọc.", 60),
    ),
)  # fmt: skip

UNITS = Sheet(
    "Đơn vị", "don-vi",
    "Các đơn vị phải gửi báo cáo, theo thứ tự sẽ hiện trong phụ lục; thêm, bớt đơn vị tại đây. Đơn "
    "vị đã sáp nhập, đổi tên: giữ dòng cũ, ghi ngày cuối và mã đơn vị mới; thêm dòng đơn vị mới. Các "
    "cột từ \"Từ ngày\" trở đi để trống nếu không có thay đổi.",
    (
        Column("Mã", "Mã đơn vị hành chính; mỗi đơn vị một mã, không trùng.", 10),
        Column("Tên", "Tên đầy đủ, có cả loại đơn vị, như ghi ở đầu báo cáo: Xã Mỹ Quý.", 26),
        Column(
            "Cách ghi khác",
            "Các cách ghi khác hay gặp trong báo cáo, tên tệp; cách nhau bằng dấu chấm phẩy (;).",
            44,
        ),
        Column(
            "Từ ngày", "Ngày đầu tiên của đơn vị: 01/07/2025. Để trống: từ trước đến nay.", 12,
            optional=True,
        ),
        Column(
            "Đến ngày",
            "Ngày cuối cùng còn báo cáo riêng: 30/06/2025. Để trống: vẫn còn, hoặc (khi có cột Nhập "
            "vào) đến ngay trước ngày đầu của đơn vị mới. Kỳ nào dùng danh sách của ngày cuối kỳ đó.",
            12, optional=True,
        ),
        Column(
            "Nhập vào",
            "Mã đơn vị mới (sáp nhập, đổi tên). Mã được dùng lại thì hiểu theo ngày. Bị chia cho nhiều "
            "đơn vị thì ghi các mã, cách nhau bằng dấu chấm phẩy (;).",
            12, optional=True,
        ),
        Column(
            "Phạm vi",
            "toàn bộ: nhập cả đơn vị (để trống cũng hiểu như vậy)\nmột phần: chỉ một phần nhập vào\n"
            "ngoài danh sách: đơn vị của nơi khác, chưa từng gửi báo cáo ở đây, nay thuộc đơn vị mới\n"
            "Có một phần hoặc ngoài danh sách thì số kỳ trước của đơn vị mới không so sánh được.",
            16, EXTENTS, optional=True,
        ),
        Column(
            "Lũy kế tính từ",
            "Đơn vị lập trong năm: số lũy kế của năm đó tính từ\nđầu năm: đã gồm phần các đơn vị cũ\n"
            "ngày thành lập: chương trình cộng phần các đơn vị cũ theo phụ lục kỳ ngay trước\n"
            "Để trống: chưa rõ, chương trình sẽ nhắc.",
            16, STARTS, optional=True,
        ),
        Column(
            "Đơn vị cấp trên",
            "Để trống nếu đơn vị gửi báo cáo thẳng cho cơ quan. Ghi tên cơ quan ở giữa (Huyện Hai) "
            "nếu cơ quan đó tổng hợp và gửi phụ lục lên: số liệu của đơn vị lấy từ phụ lục đó.",
            26, optional=True,
        ),
        Column(
            "Nhóm",
            "Nhóm đơn vị được giao chung một mức ở trang Giao chỉ tiêu: Nhóm 1. Đổi nhóm thì ghi ngày:\n"
            "Nhóm 1 (đến 31/12/2026); Nhóm 2 (từ 01/01/2027)",
            18, optional=True,
        ),
        Column(
            "Quyết định công nhận",
            "Số và ngày quyết định công nhận đơn vị đạt chuẩn: Số 15/QĐ-UBND ngày 20/5/2026. Tính từ ngày "
            "của quyết định; số liệu đạt mức không thay được quyết định.",
            30, optional=True,
        ),
    ),
)  # fmt: skip

INDICATORS = Sheet(
    "Số liệu", "so-lieu",
    "Các số liệu lấy từ báo cáo: mỗi số liệu một mã, cách tổng hợp qua các đơn vị, qua các kỳ và "
    "cách tính từ danh sách.",
    (
        Column("Mã", "Mã số liệu, không dấu, không cách; trùng với mã gắn trên biểu mẫu.", 27),
        Column("Nhóm", "Phần của biểu mẫu có số liệu này.", 24),
        Column("Tên số liệu", "Tên đầy đủ, đọc riêng vẫn hiểu được.", 50),
        Column("Đơn vị tính", "Như ghi trên biểu mẫu.", 20),
        Column(
            "Loại",
            "đếm: số người, số đơn vị (số nguyên)\ntiền: số tiền\nđo lường: ha, km, tấn (có số lẻ)\n"
            "tỷ lệ: phần trăm\nđạt/không: đơn vị ghi Đạt hay Chưa đạt, cộng thành số đơn vị đạt",
            9, KINDS,
        ),
        Column(
            "Số lẻ", "Số chữ số thập phân khi in và khi so sánh.", 7,
            ("0", "1", "2", "3", "4"), number=True,
        ),
        Column(
            "Qua các đơn vị",
            "Cách gộp số của các đơn vị:\ncộng\nbình quân theo MÃ (bình quân có trọng số)\n"
            "MÃ / MÃ (tỷ lệ)\ncộng các đơn vị có MÃ = 0\nkhông cộng (chỉ xem số của từng đơn vị)\n"
            "đếm các đơn vị đạt nội dung 2.1\nđếm các đơn vị có quyết định công nhận",
            34, OVER_UNITS, only_choices=False,
        ),
        Column(
            "Qua các kỳ",
            "thời điểm: lấy kỳ mới nhất\nlũy kế: đã cộng từ đầu năm, lấy kỳ mới nhất\n"
            "phát sinh: cộng các kỳ",
            12, OVER_PERIODS,
        ),
        Column(
            "Danh sách",
            "Danh sách dùng để tính số liệu; để trống nếu chỉ có trên Biểu 01.",
            11, ("ds_htx", "ds_tht"), only_choices=False,
        ),
        Column(
            "Phép tính",
            "Cách tính từ danh sách:\nđếm: số dòng\ntổng: cộng một cột\n"
            "bình quân: tổng chia số dòng\nbình quân theo CỘT: có trọng số",
            24, OPERATIONS, only_choices=False,
        ),
        Column(
            "Cột",
            "Mã cột của danh sách, bỏ tên danh sách: thanh_vien. Cột ước cả năm (@uoc) được tự "
            "tìm.",
            22,
        ),
        *(Column(f"Điều kiện {n}", CONDITION, 34 if n < 3 else 20) for n in range(1, 5)),
    ),
    frozen_columns=1,
)  # fmt: skip

LISTS = Sheet(
    "Danh sách", "danh-sach",
    "Các cột của danh sách HTX, THT mà đơn vị điền: mã cột, loại dữ liệu và giá trị được ghi.",
    (
        Column("Danh sách", "Mã danh sách.", 11, ("ds_htx", "ds_tht"), only_choices=False),
        Column("Tên danh sách", "Tên đọc được của danh sách.", 24),
        Column("Mã cột", "Mã cột, không kèm tên danh sách; mã trên biểu mẫu là ds_htx.MÃ.", 22),
        Column("Tên cột", "Tên cột khi in trong phụ lục và thông báo.", 38),
        Column(
            "Loại",
            "tên: tên HTX, THT (mỗi danh sách một cột)\nchữ: ghi tự do\n"
            "lựa chọn: chỉ các giá trị ở cột Giá trị\nphân tổ: phân biệt các dòng của một tên (Hộ, "
            "Nhân khẩu)\nđếm: số nguyên\ntiền: số tiền\nđo lường: ha, km, tấn\ntỷ lệ: phần trăm\nngày\n"
            "đánh dấu: x là có, để trống là không",
            11, COLUMN_KINDS,
        ),
        Column("Đơn vị tính", "Đơn vị tính của cột số.", 21),
        Column("Bắt buộc", "x nếu dòng nào cũng phải có.", 9, ("x",)),
        Column(
            "Giá trị",
            "Các giá trị được ghi của cột lựa chọn, cách nhau bằng dấu chấm phẩy (;).", 60,
        ),
    ),
    frozen_columns=3,
)  # fmt: skip

ASSIGNMENTS = Sheet(
    "Giao chỉ tiêu", "giao-chi-tieu",
    "Mức giao cho từng đơn vị hoặc nhóm đơn vị theo văn bản; chỉ mức có văn bản giao mới dùng để đánh giá "
    "đơn vị Đạt, Chưa đạt. Không giao thì để trống trang này.",
    (
        Column("Mã bộ", SET_NOTE + " Để trống nếu số nội dung chỉ có ở một bộ.", 18, SET_CODES),
        Column("Nội dung số", "Như ở trang Nội dung: 2.1.", 10),
        Column("Phần", "Phần của nội dung gồm nhiều phần.", 12),
        Column(
            "Đơn vị, nhóm",
            "Tên hoặc mã đơn vị, tên nhóm (cột Nhóm của trang Đơn vị), hoặc: Tất cả. Mức giao riêng cho "
            "đơn vị dùng trước mức của nhóm.",
            26,
        ),
        Column("Mức", "Mức giao, cùng đơn vị tính và cách so sánh với nội dung.", 12, number=True),
        Column("Mức trên", "Chỉ khi so sánh \"từ … đến …\".", 12, number=True),
        Column(
            "Văn bản giao (số, ngày)",
            "45/QĐ-UBND ngày 10/01/2026. Để trống là dự thảo: chưa dùng để đánh giá đơn vị nào.",
            34,
        ),
        Column("Từ ngày", "Ngày đầu tiên mức có hiệu lực; để trống: luôn.", 12),
        Column("Đến ngày", "Ngày cuối cùng.", 12),
    ),
)  # fmt: skip

OFFICE_FIGURES = Sheet(
    "Số liệu cơ quan", "so-lieu-co-quan",
    "Số liệu do cơ quan tổng hợp nhập, đơn vị không báo cáo (như dân số); dùng ở cột Cách tính "
    "của trang Nội dung. Để trống Giá trị thì nội dung là chưa đủ số liệu.",
    (
        Column("Mã", "Mã số liệu, không dấu, không trùng mã ở trang Số liệu: cq.dan_so.", 27),
        Column("Tên số liệu", "Tên đầy đủ; các dòng sau cùng mã có thể để trống.", 50),
        Column("Đơn vị tính", "Đơn vị tính của số liệu; tỷ lệ thì ghi %.", 20),
        Column(
            "Kỳ",
            "Năm hoặc kỳ của số liệu: 2023, 2023-Q2, 2023-10. Mỗi năm một dòng, cùng mã. Để trống: "
            "dùng cho mọi kỳ.",
            12,
        ),
        Column("Giá trị", "Chưa có thì để trống; không ghi 0 thay cho chưa có.", 16, number=True),
        Column("Nguồn", "Lấy từ đâu: niên giám thống kê, công văn.", 44),
    ),
)  # fmt: skip

RELATIONS = Sheet(
    "Quan hệ", "quan-he",
    "Các quan hệ mà số liệu của mỗi đơn vị phải thỏa mãn; không thỏa mãn thì nêu trong rà soát.",
    (
        Column("Số liệu", "Một mã số liệu.", 28),
        Column("Phép so", "= : phải bằng\n<= : không được lớn hơn", 9, ("=", "<=")),
        Column(
            "Các số liệu cộng",
            "Cộng, trừ các mã số liệu: htx.a + htx.b - htx.c. Thêm @namtruoc sau mã để lấy số "
            "năm trước.",
            60,
        ),
        Column("Giải thích", "Câu giải thích khi quan hệ không thỏa mãn.", 60),
    ),
)  # fmt: skip

TARGET_SETS = Sheet(
    "Bộ chỉ tiêu", "bo-chi-tieu",
    "Các nghị quyết, kế hoạch được đánh giá, mỗi văn bản một dòng, kèm thời gian hiệu lực.",
    (
        Column("Mã bộ", "Mã ngắn, không dấu; dùng ở trang Chỉ tiêu và Nội dung.", 18),
        Column("Tên văn bản", "Tên, số, ngày và cơ quan ban hành.", 50),
        Column("Tiêu đề phụ lục", "Dòng tiêu đề in hoa của phụ lục.", 60),
        Column("Từ ngày", "Ngày bắt đầu áp dụng, dạng ngày/tháng/năm: 12/08/2021.", 13),
        Column("Đến ngày", "Ngày cuối cùng áp dụng, dạng ngày/tháng/năm.", 13),
        Column(
            "Hạn hoàn thành",
            "Kỳ kết thúc sau ngày này thì nội dung chưa đạt được ghi là không đạt. Dạng ngày/tháng/năm.", 16,
        ),
    ),
)  # fmt: skip

TARGETS = Sheet(
    "Chỉ tiêu", "chi-tieu",
    "Các chỉ tiêu của từng bộ; một chỉ tiêu đạt khi mọi nội dung của nó đều đạt.",
    (
        Column("Mã bộ", SET_NOTE, 18, SET_CODES),
        Column("Chỉ tiêu", "Số thứ tự của chỉ tiêu trong văn bản: 1, 2, 3.", 10),
        Column("Tên chỉ tiêu", "Tên ngắn, in ở dòng đậm của phụ lục.", 60),
    ),
)  # fmt: skip

ITEMS = Sheet(
    "Nội dung", "noi-dung",
    "Các nội dung phải đánh giá của từng chỉ tiêu: tính thế nào, so với mức nào, theo số thực "
    "hiện hay ước cả năm.",
    (
        Column("Mã bộ", SET_NOTE, 18, SET_CODES),
        Column("Nội dung số", "Số chỉ tiêu, dấu chấm, số nội dung: 2.1. Là chữ, không là số.", 10),
        Column("Phần", "Để trống; nội dung có nhiều phần thì mỗi phần thêm một dòng: HTX, THT.", 8),
        Column("Tóm tắt", "Tên ngắn, in ở cột (2) của phụ lục.", 36),
        Column("Nội dung", "Nguyên văn trong nghị quyết, kế hoạch.", 60),
        Column(
            "Cách tính",
            "Phép tính trên mã số liệu: htx.a hoặc (htx.a + htx.b) / htx.c. Không ghi dấu = ở đầu.",
            42,
        ),
        Column(
            "So sánh",
            "Theo đúng chữ của nghị quyết.\ntừ … trở lên: bằng mức là đạt\ntrên: bằng mức là chưa "
            "đạt\nkhoảng: từ Mức đến Mức trên, đạt khi từ Mức\ntừ … đến …: cao hơn Mức trên là chưa "
            "đạt\nnhận định: cơ quan tự đánh giá\n"
            "tất cả các phần, một trong các phần: nội dung có nhiều phần",
            20, COMPARISONS,
        ),
        Column(
            "Mức",
            "Mức nghị quyết đề ra. Tỷ lệ 40% thì ghi 40, đơn vị tính %. So với số năm trước hoặc "
            "kế hoạch thì ghi chữ: năm trước, kế hoạch.",
            9, number=True,
        ),
        Column("Mức trên", "Chỉ dùng khi So sánh là khoảng hoặc từ … đến ….", 9, number=True),
        Column(
            "Mức xuất phát",
            "Không bắt buộc: số của nội dung này khi văn bản có hiệu lực (Từ ngày ở trang Bộ chỉ "
            "tiêu), để tính nhịp độ ở trang Tiến độ. Để trống thì lấy kỳ sớm nhất có phụ lục.",
            9, number=True, optional=True,
        ),
        Column("Đơn vị tính", "Đơn vị của mức; phép tính chia cho tỷ lệ thì ghi %.", 22),
        Column(
            "Căn cứ",
            "thực hiện: số đến kỳ báo cáo\nước cả năm: số ước thực hiện cả năm\nnhận định: cơ "
            "quan tự đánh giá",
            13, BASES,
        ),
        Column(
            "Số lẻ", "Số chữ số thập phân khi in và khi so sánh với mức.", 7,
            ("0", "1", "2", "3", "4"), number=True,
        ),
        Column(
            "Hạn",
            "Hạn riêng của nội dung, dạng ngày/tháng/năm; để trống thì theo hạn của bộ chỉ tiêu.",
            12,
        ),
        Column("Ghi chú", "In ở cột nguyên nhân, ghi chú của phụ lục.", 34),
    ),
    frozen_columns=3,
)  # fmt: skip

MARKS = Sheet(
    "Ký hiệu", "ky-hieu",
    "Những gì đơn vị ghi thay cho số: không có số liệu khác với bằng 0; ô số để trống là không "
    "có số liệu.",
    (
        Column("Cách ghi", "Nội dung của cả ô, không phân biệt chữ hoa, chữ thường.", 22),
        Column(
            "Nghĩa",
            "không có số liệu: chưa biết, không tính là 0\nbằng 0: số 0; ở cột đánh dấu nghĩa là "
            "không\ncó: đánh dấu\nkhông: không đánh dấu",
            20, MEANINGS,
        ),
    ),
)  # fmt: skip

SYNONYMS = Sheet(
    "Từ đồng nghĩa", "tu-dong-nghia",
    "Các từ, cụm từ trên biểu của đơn vị được coi là một với cách ghi của biểu mẫu chuẩn.",
    (
        Column("Cách ghi chuẩn", "Như trên biểu mẫu chuẩn.", 30),
        Column(
            "Cách ghi khác",
            "Các cách ghi cùng nghĩa, cách nhau bằng dấu chấm phẩy (;); hiểu theo nguyên từ.", 70,
        ),
    ),
)  # fmt: skip

CONFIRMATION = "Cần xác nhận"
QUESTIONS = Sheet(
    CONFIRMATION, "can-xac-nhan",
    "Những chỗ chương trình đoán khi đọc biểu mẫu. Chọn ở cột Trả lời: đúng, hoặc một câu trả lời khác. "
    "Chưa trả lời thì nội dung dùng đến chỗ đó là \"Chưa đánh giá\".",
    (
        Column("Số", "Số của câu hỏi; cột Cần xác nhận ở các trang khác dẫn về số này.", 6),
        Column("Biểu, trang", "Biểu mẫu được hỏi.", 16),
        Column("Chỗ hỏi", "Dòng, cột, số liệu được hỏi.", 50),
        Column("Câu hỏi", "Điều cần cơ quan quyết định.", 44),
        Column("Đang hiểu là", "Chương trình đang hiểu như vậy.", 26),
        Column("Trả lời", "Chọn trong danh sách, hoặc ghi: đúng.", 34),
        Column("Vì sao hỏi", "Vì sao chương trình không tự quyết định được.", 50),
        Column("Thay ở cột", "Cột của trang Số liệu, Danh sách hoặc Nội dung được thay; giữ nguyên.", 18),
    ),
)  # fmt: skip
CONFIRM_COLUMN = Column(
    CONFIRMATION, "Số của câu hỏi ở trang Cần xác nhận mà dòng này phụ thuộc.", 16,
)  # fmt: skip
# The sheets whose rows may hang on a question, in settings that are learnt from an office's forms.
LEARNT = ("Số liệu", "Danh sách", "Quan hệ", "Nội dung")

SHEETS = (
    OFFICE, LETTER, UNITS, TARGET_SETS, TARGETS, ITEMS, ASSIGNMENTS, OFFICE_FIGURES, INDICATORS, LISTS,
    RELATIONS, MARKS, SYNONYMS,
)  # fmt: skip
