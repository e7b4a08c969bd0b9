// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The ideographs that CJK radicals stand for: PDF producers write the radical where the ideograph of
/// the same shape is meant (⼯ for 工). Source: Unicode 14, EquivalentUnifiedIdeograph.txt; 户, 青 and 黄 are
/// the forms of the mainland instead of the traditional 戶, 靑, 黃.
namespace zzaudit::detail {

/// U+2E80 to U+2EF3, in order; one without an equivalent stands for itself.
inline constexpr std::u32string_view kRadicalSupplement =
    U"⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵\u2E9A旡日月歺母民氵氺灬爫爫丬牛"
    U"犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    U"钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
/// U+2F00 to U+2FD5, in order.
inline constexpr std::u32string_view kKangxiRadicals =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
    U"寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋"
    U"比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
    U"缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
    U"辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
    U"黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kRadicalSupplement.size() == 0x2EF4 - 0x2E80 && kKangxiRadicals.size() == 0x2FD6 - 0x2F00);

}  // namespace zzaudit::detail
