package io.ledgerroutes.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of a shop's order, whose types wobble (facts, WooCommerce 25–31). */
class OrderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static Order order(String fields) {
    return Order.of(json("{'id':7,'status':'processing','currency':'AUD','total':'1.00'," + fields + "}"));
  }

  @ParameterizedTest
  @CsvSource(
    nullValues = "-",
    value = {
      "AU-GST-1,            GST,         AU, ''",
      "US-CA-CA STATE-1,    CA State,    US, CA",
      "GB-VAT REDUCED-1,    VAT reduced, GB, ''",
      "AU-GST-FREE-1,       GST-free,    AU, ''",
      "JP-JP13-CONSUMPTION-1, Consumption, JP, JP13",
      "TH-TH-10-VAT-1,      VAT,         TH, TH-10",
      "GST-1,               GST,         '', ''",
      "TAX-1,               Tax,         '', ''",
      "US-NY-TAX-2,         '',          US, NY",
      "US-NY-CITY-2,        Renamed,     US, NY",
      "AU-GST-1,            Renamed,     AU, ''",
      "VALUE-ADDED-1,       Renamed,     '', ''",
      "'',                  GST,         '', ''",
    }
  )
  void a_rate_s_place_stands_in_its_code(String code, String label, String country, String state) {
    OrderTax rate = order(
      "'tax_lines':[{'rate_id':1,'rate_code':'" + code + "','label':'" + label + "','rate_percent':10}]"
    )
      .taxes()
      .getFirst();

    assertThat(rate.country()).isEqualTo(country);
    assertThat(rate.state()).isEqualTo(state);
  }

  @Test
  void rates_come_to_their_sum_and_a_compound_one_is_of_the_taxes_too() {
    List<OrderTax> taxes = order(
      "'tax_lines':[{'rate_id':1,'rate_percent':5},{'rate_id':2,'rate_percent':9.5,'compound':true}]"
    ).taxes();

    assertThat(OrderTax.together(taxes)).isEqualByComparingTo("14.975");
    assertThat(OrderTax.together(taxes.subList(0, 1))).isEqualByComparingTo("5");
  }

  @Test
  void amounts_are_the_texts_and_never_the_float() {
    OrderLine line = order(
      "'line_items':[{'id':1,'price':3.3329999999999997,'quantity':3,'total':'10.00','total_tax':'1.00'," +
        "'sku':null,'product_id':0,'taxes':[{'id':1,'total':'1.00'},{'id':2,'total':''}]}]"
    )
      .lines()
      .getFirst();

    assertThat(line.total()).isEqualTo("10.00");
    assertThat(line.code()).isEmpty();
    assertThat(line.taxes()).containsExactly(new OrderLine.RateTax(1, new BigDecimal("1.00")));
  }

  @Test
  void the_tax_status_of_shipping_and_fees_is_theirs() {
    assertThat(
      order("'fee_lines':[{'id':1,'total':'1','tax_status':'none'}]").lines().getFirst().taxStatus()
    ).isEqualTo("none");
  }

  @Test
  void notes_may_be_anything_and_their_numbers_are_known() {
    List<Meta> meta = order(
      "'meta_data':[{'key':'a','value':'12.50'},{'key':'b','value':{'X':'20','Y':15,'Z':'word'}}," +
        "{'key':'c','value':['1',{'d':2}]},{'key':'e','value':null},{'key':'f','value':'two'}]"
    ).meta();

    assertThat(meta).extracting(Meta::value).containsExactly("12.50", "", "", "", "two");
    assertThat(meta)
      .extracting(note -> note.amounts().toString())
      .containsExactly("[12.50]", "[20, 15]", "[1]", "[]", "[]");
  }

  @Test
  void a_coupon_s_type_may_stand_in_a_note() {
    assertThat(
      order(
        "'coupon_lines':[{'id':1,'code':'A','discount':'5','discount_tax':'0.5','discount_type':'percent'}," +
          "{'id':2,'code':'B','meta_data':[{'key':'coupon_info','value':'[9,\\\"B\\\",\\\"smart_coupon\\\",50]'}]}," +
          "{'id':3,'code':'C','meta_data':[{'key':'coupon_info','value':'[9,\\\"C\\\",null,50]'}]}]"
      ).coupons()
    )
      .extracting(Coupon::type)
      .containsExactly("percent", "smart_coupon", "");
  }

  @Test
  void lists_of_plugins_are_parts_and_those_of_the_shop_are_not() {
    List<OrderPart> parts = order(
      "'gift_cards':[{'id':1,'amount':50.0,'code':null}],'empty':[],'words':['a'],'refunds':[{'id':1}]," +
        "'package_lines':[{'name':'Box'}],'shipments':[{'carrier':'Post'}]"
    ).parts();

    assertThat(parts).extracting(OrderPart::name).containsExactly("gift_cards", "package_lines", "shipments");
    assertThat(parts.getFirst().entries().getFirst())
      .containsEntry("amount", "50.0")
      .doesNotContainKey("code");
    assertThat(parts).extracting(OrderPart::carriesMoney).containsExactly(true, true, false);
  }

  @Test
  void a_product_is_known_by_its_categories_and_tax_status() {
    Product product = Product.of(
      json("{'id':5,'sku':null,'tax_status':'none','categories':[{'id':1,'slug':'bowls'},{'slug':'bowls'}]}")
    );

    assertThat(product.categories()).containsExactly("bowls");
    assertThat(product.taxStatus()).isEqualTo("none");
    assertThatThrownBy(() -> Product.of(json("{'sku':'x'}"))).isInstanceOf(UnreadableRecord.class);
  }
}
